package dev.remit.pdp.sensitive;

import java.util.List;
import java.util.regex.Pattern;

/// Where a sensitive field is in a request: a part of it, then the names of members, `*` for any.
/// Arrays need no step: a name is looked for in every element.
public record SensitivePath(Part part, List<String> names) {
  static final int NAMES_MAX = 16;
  static final String ANY = "*";

  private static final Pattern DOT = Pattern.compile("\\.");

  public SensitivePath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.size() > NAMES_MAX || names.contains("")) {
      throw new IllegalArgumentException("does not name 1 to " + NAMES_MAX + " members");
    }
  }

  /// Which JSON of a request: the arguments of a call, or the context and the properties of an
  /// evaluation.
  public enum Part {
    ARGUMENTS("arguments"),
    CONTEXT("context"),
    SUBJECT("subject"),
    ACTION("action"),
    RESOURCE("resource");

    private final String text;

    Part(String text) {
      this.text = text;
    }

    /// As paths and requests name it.
    public String text() {
      return text;
    }
  }

  /// Reads `arguments.card.number` and the like. Throws [IllegalArgumentException] that says what
  /// is wrong with any other.
  public static SensitivePath parse(String text) {
    List<String> steps = DOT.splitAsStream(text).toList();
    for (Part part : Part.values()) {
      if (part.text.equals(steps.getFirst())) {
        return new SensitivePath(part, steps.subList(1, steps.size()));
      }
    }
    throw new IllegalArgumentException(
        "begins with none of `arguments`, `context`, `subject`, `action`, `resource`");
  }

  /// Whether it is, or may be, the whole value of an argument.
  public boolean isArgument(String name) {
    return part == Part.ARGUMENTS
        && names.size() == 1
        && (names.getFirst().equals(ANY) || names.getFirst().equals(name));
  }

  /// Whether it leads, or may lead, to or through the member `name` of a part.
  public boolean mayBegin(Part other, String name) {
    return part == other && mayHave(0, name);
  }

  /// Whether its name at `index` is, or may be, `name`.
  public boolean mayHave(int index, String name) {
    return names.size() > index && (names.get(index).equals(ANY) || names.get(index).equals(name));
  }

  @Override
  public String toString() {
    return part.text + "." + String.join(".", names);
  }
}
