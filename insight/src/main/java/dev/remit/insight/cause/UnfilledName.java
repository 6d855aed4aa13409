package dev.remit.insight.cause;

import dev.remit.cedar.value.UidText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A name that a program was to fill in and, by the look of it, did not: it has a placeholder such
/// as `${bucket}`, `{id}` or `<name>`, also written in percent, a step such as `undefined` or
/// `null`, or an empty step between others.
///
/// `type` is the type of the resource, or `Action` of an action's name; `name` is as the record has
/// it. That it looks so proves nothing: a resource may be called like that.
record UnfilledName(String type, String name) {
  /// What names of actions are of.
  static final String ACTION = "Action";

  private static final Pattern WRITTEN_IN_PERCENT = Pattern.compile("%(24|3[CcEe]|7[BbDd])");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\$\\{[^}]*}"
              + "|\\{(?![0-9A-Fa-f]{8}-)[A-Za-z_][\\w.-]*}"
              + "|<[A-Za-z_][\\w.-]*>"
              + "|(?<![^/:])(undefined|null|None|NaN|\\[object Object])(?![^/:])"
              + "|(?<!:)//");

  UnfilledName {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
  }

  /// The first among an action's and those of resources, which are written as `Type::"id"`.
  static Optional<UnfilledName> find(String action, List<String> resources) {
    if (isUnfilled(action)) {
      return Optional.of(new UnfilledName(ACTION, action));
    }
    return resources.stream()
        .filter(resource -> isUnfilled(UidText.id(resource)))
        .map(resource -> new UnfilledName(UidText.type(resource), UidText.id(resource)))
        .findFirst();
  }

  private static boolean isUnfilled(String name) {
    if (!mayBeUnfilled(name)) {
      return false;
    }
    String plain =
        name.indexOf('%') < 0
            ? name
            : WRITTEN_IN_PERCENT
                .matcher(name)
                .replaceAll(match ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    return PLACEHOLDER.matcher(plain).find();
  }

  /// Whether it has anything that an unfilled name has. Nearly no name does, and the pattern takes
  /// long to find that out.
  private static boolean mayBeUnfilled(String name) {
    boolean step = true;
    for (int i = 0; i < name.length(); i++) {
      switch (name.charAt(i)) {
        case '{', '<', '[', '%' -> {
          return true;
        }
        case 'u', 'n', 'N', '/' -> {
          if (step && isWord(name, i)) {
            return true;
          }
          step = name.charAt(i) == '/';
        }
        case ':' -> step = true;
        default -> step = false;
      }
    }
    return false;
  }

  /// Whether a step begins there with what programs write for nothing, or is empty.
  private static boolean isWord(String name, int from) {
    return switch (name.charAt(from)) {
      case 'u' -> name.startsWith("undefined", from);
      case 'n' -> name.startsWith("null", from);
      case 'N' -> name.startsWith("None", from) || name.startsWith("NaN", from);
      case '/' ->
          from > 0 && name.charAt(from - 1) == '/' && (from == 1 || name.charAt(from - 2) != ':');
      default -> false;
    };
  }
}
