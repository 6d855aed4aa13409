package dev.remit.store.log;

import dev.remit.store.row.Bytes;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows as the bytes of a segment. Used by one thread.
///
/// A row is 8 bytes with a bit for each column that differs from the row before it in its group,
/// then the values of those columns. A text that repeats is written once for the segment and called
/// by number after that. Sequence and time of receipt belong to the group.
final class RowEncoder {
  /// Different texts of a segment that get a number, and the length up to which one does.
  static final int SYMBOLS_MAX = 100_000;

  static final int SYMBOL_LENGTH_MAX = 256;

  static final int ABSENT = 0;
  static final int INLINE = 1;
  static final int NEW_SYMBOL = 2;
  static final int FIRST_SYMBOL = 3;

  private static final Column[] COLUMNS = own(Column.SCHEMA_VERSION).toArray(Column[]::new);

  private final Map<String, Integer> symbols = new HashMap<>();
  private @Nullable Row previous;

  /// The columns that rows of a group have each for itself, in a version of the schema: at most 63,
  /// so that a bit can stand for each.
  static List<Column> own(int schemaVersion) {
    return Column.of(schemaVersion).stream()
        .filter(column -> column != Column.SEQUENCE && column != Column.RECEIVED)
        .toList();
  }

  /// The row after this is written whole.
  void startGroup() {
    previous = null;
  }

  void encode(Row row, Bytes out) {
    Row before = previous;
    long differing = 0;
    for (int i = 0; i < COLUMNS.length; i++) {
      if (before == null || differ(COLUMNS[i], before, row)) {
        differing |= 1L << i;
      }
    }
    out.putLong(differing);
    for (long left = differing; left != 0; left &= left - 1) {
      put(COLUMNS[Long.numberOfTrailingZeros(left)], row, before, out);
    }
    previous = row;
  }

  /// Compares texts as such: most values are, and of what class they are need not be asked.
  private static boolean differ(Column column, Row before, Row row) {
    Object left = before.find(column);
    Object right = row.find(column);
    return left instanceof String text ? !text.equals(right) : !Objects.equals(left, right);
  }

  private void put(Column column, Row row, @Nullable Row before, Bytes out) {
    switch (column.type()) {
      case WHOLE, INSTANT -> putWhole(column, row, before, out);
      case FLAG -> out.put(row.flag(column) ? 1 : 0);
      case UUID -> out.putUuid((UUID) Objects.requireNonNull(row.find(column)));
      case SYMBOL -> putSymbol((String) row.find(column), out);
      case TEXT, JSON -> putText((String) row.find(column), out);
      case LIST -> putList(column, row, out);
    }
  }

  private void putList(Column column, Row row, Bytes out) {
    if (column.isOptional()) {
      out.put(row.has(column) ? 1 : ABSENT);
    }
    if (row.has(column)) {
      List<String> elements = row.list(column);
      out.putVarint(elements.size());
      elements.forEach(element -> putSymbol(element, out));
    }
  }

  /// As the difference to the row before, if that has one.
  private static void putWhole(Column column, Row row, @Nullable Row before, Bytes out) {
    if (column.isOptional()) {
      out.put(row.has(column) ? 1 : ABSENT);
    }
    if (row.has(column)) {
      out.putSigned(row.whole(column) - base(column, before));
    }
  }

  /// What numbers of a column are written as the difference to.
  static long base(Column column, @Nullable Row before) {
    return before != null && before.has(column) ? before.whole(column) : 0;
  }

  private void putSymbol(@Nullable String text, Bytes out) {
    if (text == null) {
      out.putVarint(ABSENT);
      return;
    }
    Integer symbol = symbols.get(text);
    if (symbol != null) {
      out.putVarint(FIRST_SYMBOL + symbol);
      return;
    }
    boolean kept = symbols.size() < SYMBOLS_MAX && text.length() <= SYMBOL_LENGTH_MAX;
    if (kept) {
      symbols.put(text, symbols.size());
    }
    out.putVarint(kept ? NEW_SYMBOL : INLINE);
    putText(text, out);
  }

  private static void putText(@Nullable String text, Bytes out) {
    if (text == null) {
      out.putVarint(ABSENT);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.putVarint(utf8.length + 1L);
    out.put(utf8);
  }
}
