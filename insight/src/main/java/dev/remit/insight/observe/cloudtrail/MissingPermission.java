package dev.remit.insight.observe.cloudtrail;

import java.util.Optional;

/// What the message of a denial says was missing: the permission, on what (`*` or empty where that
/// is not said), and because of which kind of policy.
///
/// Source: IAM User Guide, access denied error messages.
record MissingPermission(String permission, String on, String because) {
  private static final String PERFORM = "not authorized to perform: ";
  private static final String ON = " on resource: ";
  private static final String BECAUSE = " because ";
  private static final String EXPLICITLY = " with an explicit deny";
  private static final String ENCODED = ". Encoded authorization failure message";

  static Optional<MissingPermission> of(String message) {
    int at = message.indexOf(PERFORM);
    if (at < 0) {
      return Optional.empty();
    }
    int end = message.indexOf(ENCODED, at);
    String said = message.substring(at + PERFORM.length(), end < 0 ? message.length() : end);
    String because = "";
    // The last, because the name of a resource may hold the words as well.
    int cause = Math.max(said.lastIndexOf(BECAUSE), said.lastIndexOf(EXPLICITLY));
    if (cause >= 0) {
      because = said.substring(cause).strip();
      because = because.startsWith("because ") ? because.substring("because ".length()) : because;
      said = said.substring(0, cause);
    }
    String on = "";
    int resource = said.indexOf(ON);
    if (resource >= 0) {
      on = said.substring(resource + ON.length()).strip();
      said = said.substring(0, resource);
    }
    int space = said.indexOf(' ');
    String permission = (space < 0 ? said : said.substring(0, space)).strip();
    return permission.isEmpty()
        ? Optional.empty()
        : Optional.of(new MissingPermission(permission, on, because));
  }
}
