package dev.remit.bench.service;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/// Ids of decisions, as their number and two sums over them: so the answered ones and the logged
/// ones are compared without keeping millions. Two different collections of as many ids have equal
/// sums once in 2^128. Any thread may add.
final class IdSum {
  private static final byte[] MARK = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_LENGTH = 36;

  private final LongAdder count = new LongAdder();
  private final LongAdder high = new LongAdder();
  private final LongAdder low = new LongAdder();

  /// What it came to.
  record Total(long count, long high, long low) {}

  /// Adds the first id of an answer. Throws where there is none.
  void add(byte[] answer, int length) {
    for (int at = 0; at + MARK.length + ID_LENGTH <= length; at++) {
      if (isMark(answer, at)) {
        add(
            UUID.fromString(
                new String(answer, at + MARK.length, ID_LENGTH, StandardCharsets.US_ASCII)));
        return;
      }
    }
    throw new IllegalArgumentException(
        "an answer without an id: " + new String(answer, 0, length, StandardCharsets.UTF_8));
  }

  private static boolean isMark(byte[] answer, int at) {
    for (int i = 0; i < MARK.length; i++) {
      if (answer[at + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  void add(UUID id) {
    count.increment();
    high.add(mixed(id.getMostSignificantBits() ^ mixed(id.getLeastSignificantBits())));
    low.add(mixed(id.getLeastSignificantBits() + mixed(~id.getMostSignificantBits())));
  }

  /// Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014.
  private static long mixed(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  Total total() {
    return new Total(count.sum(), high.sum(), low.sum());
  }
}
