package dev.remit.cli.log;

import dev.remit.cli.terminal.Fault;
import dev.remit.store.log.Head;
import dev.remit.store.log.SignedHead;
import dev.remit.store.signature.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Heads that were kept outside of the data folder, as a command names them.
public final class Anchors {
  private Anchors() {}

  /// Each of `arguments` is a head, as `remit log head` prints it, or a file with some, a line
  /// each. With a key, each must be signed by it.
  public static List<Head> read(List<String> arguments, @Nullable VerifyingKey key) throws Fault {
    List<Head> heads = new ArrayList<>();
    for (String argument : arguments) {
      for (String line : lines(argument)) {
        heads.add(head(argument, line.strip(), key));
      }
    }
    return heads;
  }

  private static List<String> lines(String argument) throws Fault {
    try {
      Path file = Path.of(argument);
      if (!Files.exists(file)) {
        return List.of(argument);
      }
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw unreadable(argument, e);
    }
  }

  private static Head head(String argument, String line, @Nullable VerifyingKey key) throws Fault {
    try {
      if (!SignedHead.isLike(line)) {
        Head head = Head.parse(line);
        if (key != null) {
          throw new Fault(
              argument
                  + ": head "
                  + head.records()
                  + " is not signed; give what `remit log head --key` printed");
        }
        return head;
      }
      SignedHead head = SignedHead.parse(line);
      if (key != null && !head.isSignedBy(key)) {
        throw new Fault(
            argument
                + ": head "
                + head.head().records()
                + " has a wrong signature; check the public key, and where the head was kept");
      }
      return head.head();
    } catch (IllegalArgumentException e) {
      throw unreadable(argument, e);
    }
  }

  private static Fault unreadable(String argument, Exception e) {
    return new Fault(
        argument
            + ": is neither a head nor a file of heads ("
            + e.getMessage()
            + "); give what `remit log head` printed");
  }
}
