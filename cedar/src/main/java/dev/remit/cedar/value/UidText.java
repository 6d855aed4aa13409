package dev.remit.cedar.value;

/// The parts of an entity's text, `Type::"id"` as [EntityUid#toString] writes it. Of a text that is
/// none, all is the id.
public final class UidText {
  private static final String BETWEEN = "::\"";

  private UidText() {}

  public static String type(String uid) {
    int end = uid.indexOf(BETWEEN);
    return end < 0 ? "" : uid.substring(0, end);
  }

  /// With its escapes.
  public static String id(String uid) {
    int end = uid.indexOf(BETWEEN);
    return end < 0 || !uid.endsWith("\"") || uid.length() == end + BETWEEN.length()
        ? uid
        : uid.substring(end + BETWEEN.length(), uid.length() - 1);
  }
}
