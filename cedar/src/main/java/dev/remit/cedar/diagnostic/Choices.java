package dev.remit.cedar.diagnostic;

import java.util.List;
import java.util.stream.Stream;

/// How messages list what may be written.
public final class Choices {
  private Choices() {}

  /// Names as `` `a`, `b` or `c` ``, of which there is one at least.
  public static String text(Stream<String> names) {
    List<String> quoted = names.map(name -> "`" + name + "`").toList();
    if (quoted.size() == 1) {
      return quoted.getFirst();
    }
    return String.join(", ", quoted.subList(0, quoted.size() - 1)) + " or " + quoted.getLast();
  }
}
