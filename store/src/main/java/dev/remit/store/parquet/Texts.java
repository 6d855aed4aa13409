package dev.remit.store.parquet;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Texts in UTF-8, one behind the other. For one thread.
final class Texts {
  private final GrowingBytes bytes = new GrowingBytes();
  private final Utf8 utf8 = new Utf8();
  private final GrowingInts ends = new GrowingInts();

  int size() {
    return ends.size();
  }

  /// Bytes of all texts, lengths not counted.
  int length() {
    return bytes.length();
  }

  int length(int index) {
    return ends.get(index) - start(index);
  }

  /// Appends a `String` or a `UUID`; another value is a [ClassCastException].
  void add(Object value) {
    if (value instanceof UUID id) {
      UuidText.append(id, bytes);
    } else {
      utf8.append((String) value, bytes);
    }
    ends.add(bytes.length());
  }

  void add(Texts from, int index) {
    bytes.put(from.bytes.array(), from.start(index), from.length(index));
    ends.add(bytes.length());
  }

  private int start(int index) {
    return index == 0 ? 0 : ends.get(index - 1);
  }

  byte[] copy(int index) {
    return bytes.copy(start(index), ends.get(index));
  }

  int compare(int left, int right) {
    byte[] all = bytes.array();
    return Arrays.compareUnsigned(
        all, start(left), ends.get(left), all, start(right), ends.get(right));
  }

  void clear() {
    bytes.clear();
    ends.clear();
  }

  /// The least and the greatest text; null if there is none or no bound for them.
  @Nullable Bounds bounds() {
    if (size() == 0) {
      return null;
    }
    int min = 0;
    int max = 0;
    for (int i = 1; i < size(); i++) {
      if (compare(i, min) < 0) {
        min = i;
      } else if (compare(i, max) > 0) {
        max = i;
      }
    }
    return Bounds.ofText(copy(min), copy(max));
  }

  /// Each text behind its length.
  void writePlain(GrowingBytes out) {
    for (int i = 0; i < size(); i++) {
      out.putInt(length(i));
      out.put(bytes.array(), start(i), length(i));
    }
  }

  /// Source: Parquet format, Encodings.md, Delta-length byte array.
  void writeLengthsFirst(GrowingBytes out) {
    Delta.write(lengths(), size(), true, out);
    out.put(bytes.array(), 0, bytes.length());
  }

  private long[] lengths() {
    long[] lengths = new long[size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = length(i);
    }
    return lengths;
  }

  /// Each text without what it shares with the one before.
  ///
  /// Source: Parquet format, Encodings.md, Delta Strings (DELTA_BYTE_ARRAY).
  void writeFrontCoded(GrowingBytes out) {
    long[] prefixes = new long[size()];
    long[] suffixes = lengths();
    for (int i = 0; i < prefixes.length; i++) {
      int shared = i == 0 ? 0 : shared(i);
      prefixes[i] = shared;
      suffixes[i] -= shared;
    }
    Delta.write(prefixes, prefixes.length, true, out);
    Delta.write(suffixes, suffixes.length, true, out);
    for (int i = 0; i < prefixes.length; i++) {
      out.put(bytes.array(), start(i) + (int) prefixes[i], (int) suffixes[i]);
    }
  }

  private int shared(int index) {
    byte[] all = bytes.array();
    int before = start(index - 1);
    int start = start(index);
    int differs = Arrays.mismatch(all, before, start, all, start, ends.get(index));
    return differs < 0 ? length(index) : differs;
  }
}
