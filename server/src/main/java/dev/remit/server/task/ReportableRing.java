package dev.remit.server.task;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.TaskChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// The last records that reports may be about, found by their ids; the oldest go first.
///
/// They are in arrays and not objects: an object for each decision that outlives the next thousands
/// is copied by every collection of young objects meanwhile, which cost more than deciding. For one
/// thread at a time.
final class ReportableRing {
  /// Of the types and ids of principal and action, in UTF-8; what has more is not remembered.
  static final int TEXT_BYTES = 192;

  private static final int SIZE_MIN = 64;
  private static final int NONE = -1;
  private static final byte DECISION = 1;
  private static final byte PERMIT = 2;

  private final int max;
  private int used;
  private int next;

  // By slot, each as long as there is room, and those of ids and texts so many times as long.
  private long[] ids = new long[0];
  private long[] times = new long[0];
  private byte[] flags = new byte[0];
  private byte[] texts = new byte[0];
  private String[] reasons = new String[0];
  private String[] points = new String[0];
  private TaskChange[] changes = new TaskChange[0];

  // Chains of slots by the hash of their ids.
  private int[] first = new int[0];
  private int[] following = new int[0];

  /// Of at most so many records.
  ReportableRing(int max) {
    this.max = max;
  }

  /// The slot that the record has now; negative if it is not remembered.
  int add(Reportable record) {
    byte[] text = text(record);
    if (text.length > TEXT_BYTES) {
      return NONE;
    }
    if (next == times.length) {
      grow();
    }
    int slot = next;
    if (slot < used) {
      forget(slot);
    } else {
      used++;
    }
    ids[2 * slot] = record.id().getMostSignificantBits();
    ids[2 * slot + 1] = record.id().getLeastSignificantBits();
    times[slot] = record.time().toEpochMilli();
    flags[slot] = (byte) ((record.isDecision() ? DECISION : 0) | (record.isPermit() ? PERMIT : 0));
    System.arraycopy(text, 0, texts, TEXT_BYTES * slot, text.length);
    reasons[slot] = record.reason();
    points[slot] = record.point();
    changes[slot] = record.change();
    link(slot);
    next = slot + 1 == max ? 0 : slot + 1;
    return slot;
  }

  private void grow() {
    int size = Math.min(max, Math.max(SIZE_MIN, 2 * times.length));
    ids = Arrays.copyOf(ids, 2 * size);
    times = Arrays.copyOf(times, size);
    flags = Arrays.copyOf(flags, size);
    texts = Arrays.copyOf(texts, TEXT_BYTES * size);
    reasons = Arrays.copyOf(reasons, size);
    points = Arrays.copyOf(points, size);
    changes = Arrays.copyOf(changes, size);
    boolean[] linked = new boolean[used];
    for (int slot = 0; slot < used; slot++) {
      linked[slot] = find(id(slot)) == slot;
    }
    first = new int[Integer.highestOneBit(size) * 2];
    Arrays.fill(first, NONE);
    following = new int[size];
    for (int slot = 0; slot < used; slot++) {
      if (linked[slot]) {
        link(slot);
      }
    }
  }

  /// The slot of a record; negative if it is not remembered.
  int find(UUID id) {
    if (first.length == 0) {
      return NONE;
    }
    int slot = first[chain(id.getMostSignificantBits(), id.getLeastSignificantBits())];
    while (slot != NONE && !id.equals(id(slot))) {
      slot = following[slot];
    }
    return slot;
  }

  Reportable read(int slot) {
    ByteBuffer text = ByteBuffer.wrap(texts, TEXT_BYTES * slot, TEXT_BYTES);
    return new Reportable(
        id(slot),
        (flags[slot] & DECISION) != 0,
        (flags[slot] & PERMIT) != 0,
        reasons[slot],
        EntityUid.of(word(text), word(text)),
        EntityUid.of(word(text), word(text)),
        new Reportable.Origin(Instant.ofEpochMilli(times[slot]), points[slot]),
        changes[slot]);
  }

  /// It is not found any more; nothing if it is not found now.
  void forget(int slot) {
    int chain = chain(ids[2 * slot], ids[2 * slot + 1]);
    if (first[chain] == slot) {
      first[chain] = following[slot];
      return;
    }
    for (int before = first[chain]; before != NONE; before = following[before]) {
      if (following[before] == slot) {
        following[before] = following[slot];
        return;
      }
    }
  }

  private void link(int slot) {
    int chain = chain(ids[2 * slot], ids[2 * slot + 1]);
    following[slot] = first[chain];
    first[chain] = slot;
  }

  private int chain(long high, long low) {
    return (int) (((high ^ low) * 0x9E37_79B9_7F4A_7C15L) >>> 40) & (first.length - 1);
  }

  private UUID id(int slot) {
    return new UUID(ids[2 * slot], ids[2 * slot + 1]);
  }

  private static byte[] text(Reportable record) {
    List<byte[]> words =
        List.of(
            bytes(record.principal().type().value()),
            bytes(record.principal().id()),
            bytes(record.action().type().value()),
            bytes(record.action().id()));
    int size = words.stream().mapToInt(word -> Short.BYTES + word.length).sum();
    if (size > TEXT_BYTES) {
      return new byte[TEXT_BYTES + 1];
    }
    ByteBuffer text = ByteBuffer.allocate(size);
    words.forEach(word -> text.putShort((short) word.length).put(word));
    return text.array();
  }

  private static byte[] bytes(String word) {
    return Objects.requireNonNull(word).getBytes(StandardCharsets.UTF_8);
  }

  private static String word(ByteBuffer text) {
    byte[] word = new byte[text.getShort()];
    text.get(word);
    return new String(word, StandardCharsets.UTF_8);
  }
}
