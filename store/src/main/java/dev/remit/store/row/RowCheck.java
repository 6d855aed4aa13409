package dev.remit.store.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a row may hold to be kept: what every form that it takes later can hold, so that nothing is
/// acknowledged that could not be sealed.
public final class RowCheck {
  /// Elements of a list.
  public static final int ELEMENTS_MAX = 65_536;

  /// Milliseconds from 1970, on either side: those of which readers of Parquet make microseconds,
  /// and our writer takes no others.
  public static final long MILLIS_MAX = Long.MAX_VALUE / 1000 - 1;

  private RowCheck() {}

  /// What keeps a row from being kept, or null.
  public static @Nullable String problem(Row row) {
    for (int i = 0; i < Column.ALL.size(); i++) {
      Column column = Column.ALL.get(i);
      String problem = problem(column, row.find(column));
      if (problem != null) {
        return "`" + column.title() + "` " + problem;
      }
    }
    return null;
  }

  private static @Nullable String problem(Column column, @Nullable Object value) {
    return switch (value) {
      case String text -> problem(text);
      case List<?> list -> problem(list);
      case Long millis when column.type() == ColumnType.INSTANT ->
          millis > MILLIS_MAX || millis < -MILLIS_MAX
              ? "is no instant of the next 290,000 years"
              : null;
      case null, default -> null;
    };
  }

  private static @Nullable String problem(List<?> list) {
    if (list.size() > ELEMENTS_MAX) {
      return "has " + list.size() + " elements, more than " + ELEMENTS_MAX;
    }
    for (Object element : list) {
      String problem = problem((String) element);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String problem(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return "holds half a surrogate pair, which is no text";
        }
        i++;
      }
    }
    return null;
  }
}
