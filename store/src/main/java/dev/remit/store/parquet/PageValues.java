package dev.remit.store.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the values of a page, nulls left out, as the objects that a row holds.
final class PageValues {
  private final ParquetType type;

  PageValues(ParquetType type) {
    this.type = type;
  }

  /// Reads `count` values; `dictionary` is null where the chunk has none.
  Object[] read(PageBytes in, int count, Encoding encoding, Object @Nullable [] dictionary)
      throws UnreadableParquet {
    return switch (encoding) {
      case PLAIN -> plain(in, count);
      case DELTA_BINARY_PACKED -> differences(in, count);
      case DELTA_LENGTH_BYTE_ARRAY -> lengthsFirst(in, count);
      case DELTA_BYTE_ARRAY -> frontCoded(in, count);
      case RLE_DICTIONARY -> indexed(in, count, dictionary);
      case RLE -> throw unexpected(encoding);
    };
  }

  private UnreadableParquet unexpected(Encoding encoding) {
    return new UnreadableParquet(
        "values are encoded as " + encoding + ", as " + type + " never is");
  }

  /// Also what a dictionary holds.
  Object[] plain(PageBytes in, int count) throws UnreadableParquet {
    Object[] values = new Object[count];
    int bits = type == ParquetType.BOOLEAN ? in.skip((count + Byte.SIZE - 1) / Byte.SIZE) : 0;
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (type) {
            case BOOLEAN -> (in.array()[bits + (i >> 3)] >> (i & 7) & 1) == 1;
            case INT32 -> in.fixedInt();
            case INT64, TIMESTAMP -> in.fixedLong();
            case STRING, JSON, STRINGS, UUID -> text(in, in.fixedInt());
          };
    }
    return values;
  }

  private Object text(PageBytes in, int length) throws UnreadableParquet {
    int start = in.skip(length);
    return type == ParquetType.UUID
        ? UuidText.read(in.array(), start, length)
        : new String(in.array(), start, length, StandardCharsets.UTF_8);
  }

  private Object[] differences(PageBytes in, int count) throws UnreadableParquet {
    boolean narrow = type.physical() == PhysicalType.INT32;
    if (!narrow && type.physical() != PhysicalType.INT64) {
      throw unexpected(Encoding.DELTA_BINARY_PACKED);
    }
    long[] numbers = Delta.read(in, count, narrow);
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = number(numbers[i], narrow);
    }
    return values;
  }

  private static Object number(long number, boolean narrow) {
    if (narrow) {
      return (int) number;
    }
    return number;
  }

  private Object[] lengthsFirst(PageBytes in, int count) throws UnreadableParquet {
    requireText(Encoding.DELTA_LENGTH_BYTE_ARRAY);
    long[] lengths = Delta.read(in, count, true);
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = text(in, (int) lengths[i]);
    }
    return values;
  }

  /// Only UUIDs are written so, whose length bounds what the page can unfold to.
  private Object[] frontCoded(PageBytes in, int count) throws UnreadableParquet {
    requireText(Encoding.DELTA_BYTE_ARRAY);
    long[] prefixes = Delta.read(in, count, true);
    long[] suffixes = Delta.read(in, count, true);
    byte[] text = new byte[UuidText.LENGTH];
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      int prefix = (int) prefixes[i];
      int suffix = (int) suffixes[i];
      if (prefix < 0 || suffix < 0 || prefix + suffix != text.length || type != ParquetType.UUID) {
        throw new UnreadableParquet("a text shares more with the one before than it can");
      }
      System.arraycopy(in.array(), in.skip(suffix), text, prefix, suffix);
      values[i] = UuidText.read(text, 0, text.length);
    }
    return values;
  }

  private void requireText(Encoding encoding) throws UnreadableParquet {
    if (type.physical() != PhysicalType.BYTE_ARRAY) {
      throw unexpected(encoding);
    }
  }

  private Object[] indexed(PageBytes in, int count, Object @Nullable [] dictionary)
      throws UnreadableParquet {
    int width = in.unsignedByte();
    if (dictionary == null || width > Integer.SIZE) {
      throw new UnreadableParquet("values refer to a dictionary that is not there");
    }
    int[] indexes = Hybrid.read(in, count, width, dictionary.length - 1);
    Object[] values = new Object[count];
    Arrays.setAll(values, i -> dictionary[indexes[i]]);
    return values;
  }
}
