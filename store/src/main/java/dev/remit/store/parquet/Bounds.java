package dev.remit.store.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A least and a greatest value, as the format's statistics hold them: plain, without a length. A
/// bound that is not exact was cut: no value lies outside it, but it need not be one itself.
@SuppressWarnings("ArrayRecordComponent") // Internal, and never compared.
record Bounds(byte[] min, byte[] max, boolean minExact, boolean maxExact) {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static Bounds exact(byte[] min, byte[] max) {
    return new Bounds(min, max, true, true);
  }

  static byte[] plain(PhysicalType type, long value) {
    return switch (type) {
      case BOOLEAN -> new byte[] {(byte) value};
      case INT32 -> {
        byte[] bytes = new byte[Integer.BYTES];
        INTS.set(bytes, 0, (int) value);
        yield bytes;
      }
      case INT64 -> {
        byte[] bytes = new byte[Long.BYTES];
        LONGS.set(bytes, 0, value);
        yield bytes;
      }
      case BYTE_ARRAY -> throw new IllegalArgumentException("text is no number");
    };
  }

  /// Whether `bytes` has the length of a value of this type.
  static boolean fits(PhysicalType type, byte[] bytes) {
    return switch (type) {
      case BOOLEAN -> bytes.length == 1;
      case INT32 -> bytes.length == Integer.BYTES;
      case INT64 -> bytes.length == Long.BYTES;
      case BYTE_ARRAY -> true;
    };
  }

  static long number(PhysicalType type, byte[] plain) {
    return switch (type) {
      case BOOLEAN -> plain[0];
      case INT32 -> (int) INTS.get(plain, 0);
      case INT64 -> (long) LONGS.get(plain, 0);
      case BYTE_ARRAY -> throw new IllegalArgumentException("text is no number");
    };
  }

  /// The order that statistics are in: numbers by sign, text by unsigned bytes.
  static int compare(PhysicalType type, byte[] left, byte[] right) {
    return type == PhysicalType.BYTE_ARRAY
        ? Arrays.compareUnsigned(left, right)
        : Long.compare(number(type, left), number(type, right));
  }

  Bounds with(Bounds other, PhysicalType type) {
    boolean lower = compare(type, other.min, min) < 0;
    boolean higher = compare(type, other.max, max) > 0;
    return new Bounds(
        lower ? other.min : min,
        higher ? other.max : max,
        lower ? other.minExact : minExact,
        higher ? other.maxExact : maxExact);
  }

  /// Bounds of text, cut to [ParquetLimits#BOUND_BYTES_MAX] between two characters; null where the
  /// upper one cannot be cut, because nothing that short is greater.
  static @Nullable Bounds ofText(byte[] min, byte[] max) {
    boolean minFits = min.length <= ParquetLimits.BOUND_BYTES_MAX;
    boolean maxFits = max.length <= ParquetLimits.BOUND_BYTES_MAX;
    byte[] low = minFits ? min : cut(min);
    byte[] high = maxFits ? max : above(cut(max));
    return high == null ? null : new Bounds(low, high, minFits, maxFits);
  }

  private static byte[] cut(byte[] text) {
    int end = ParquetLimits.BOUND_BYTES_MAX;
    while (end > 0 && continues(text[end])) {
      end--;
    }
    return Arrays.copyOf(text, end);
  }

  private static boolean continues(byte utf8) {
    return (utf8 & 0xC0) == 0x80;
  }

  /// The text with its last ASCII character that has a next one raised to that, and cut there. Text
  /// without any has no bound: raising other characters could leave UTF-8.
  private static byte @Nullable [] above(byte[] text) {
    for (int i = text.length - 1; i >= 0; i--) {
      if (text[i] >= 0 && text[i] < 0x7F) {
        byte[] raised = Arrays.copyOf(text, i + 1);
        raised[i]++;
        return raised;
      }
    }
    return null;
  }
}
