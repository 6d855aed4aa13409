package dev.remit.cedar.value;

/// A value as Cedar text, cut with an ellipsis where it is long or deep; what it costs is bounded
/// by what is shown, not by the value.
public final class Excerpt {
  /// Code points that a message shows of one value.
  public static final int LENGTH_MAX = 120;

  /// Levels of sets and records that are shown.
  public static final int DEPTH_MAX = 6;

  private static final char ELLIPSIS = '…';

  private final StringBuilder out = new StringBuilder();
  private final int lengthMax;

  private Excerpt(int lengthMax) {
    this.lengthMax = lengthMax;
  }

  public static String of(Value value) {
    return of(value, LENGTH_MAX);
  }

  public static String of(Value value, int lengthMax) {
    Excerpt excerpt = new Excerpt(lengthMax);
    excerpt.append(value, 0);
    return cut(excerpt.out.toString(), lengthMax);
  }

  /// `text`, of which at most `lengthMax` code points are kept and an ellipsis says so.
  public static String cut(String text, int lengthMax) {
    if (text.length() <= lengthMax || text.codePointCount(0, text.length()) <= lengthMax) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, lengthMax)) + ELLIPSIS;
  }

  private void append(Value value, int depth) {
    switch (value) {
      case StringValue(String text) -> appendString(text);
      case EntityUid uid -> {
        out.append(uid.type()).append("::");
        appendString(uid.id());
      }
      case SetValue set -> appendSet(set, depth);
      case RecordValue record -> appendRecord(record, depth);
      case BoolValue _, LongValue _, ExtensionValue _ -> out.append(value);
    }
  }

  private void appendString(String text) {
    // One code point more than is shown, so that the cut is noticed.
    Escapes.quote(out, text.length() <= 2 * lengthMax ? text : cut(text, lengthMax + 1));
  }

  private void appendSet(SetValue set, int depth) {
    out.append('[');
    String separator = "";
    for (Value element : set) {
      out.append(separator);
      if (isEnough(depth)) {
        out.append(ELLIPSIS);
        break;
      }
      append(element, depth + 1);
      separator = ", ";
    }
    out.append(']');
  }

  private void appendRecord(RecordValue record, int depth) {
    out.append('{');
    String separator = "";
    for (String name : record.names()) {
      out.append(separator);
      Value value = record.find(name);
      if (value == null || isEnough(depth)) {
        out.append(ELLIPSIS);
        break;
      }
      appendName(name);
      append(value, depth + 1);
      separator = ", ";
    }
    out.append('}');
  }

  private void appendName(String name) {
    if (Name.isIdentifier(name)) {
      out.append(name);
    } else {
      appendString(name);
    }
    out.append(": ");
  }

  private boolean isEnough(int depth) {
    return depth == DEPTH_MAX || out.length() > 2 * lengthMax;
  }
}
