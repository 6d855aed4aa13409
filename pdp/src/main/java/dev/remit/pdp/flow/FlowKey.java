package dev.remit.pdp.flow;

import java.util.random.RandomGenerator;

/// The secret by which one task's values become the keys of its index: 64 bits of SipHash-2-4 each.
///
/// Values are not kept, so what a task has seen of passwords and mails is not in its memory in
/// clear; short ones can be found by trying, by whoever has the key too. Two values with one key
/// would be taken for one another. Without the key nobody can look for such a pair, and 69,632
/// entries make it one chance in 2^47 for each value that is looked up.
///
/// Source: J.-P. Aumasson and D. J. Bernstein, SipHash: a fast short-input PRF, 2012.
public final class FlowKey {
  private static final long C0 = 0x736f6d6570736575L;
  private static final long C1 = 0x646f72616e646f6dL;
  private static final long C2 = 0x6c7967656e657261L;
  private static final long C3 = 0x7465646279746573L;
  private static final int CHARS_OF_WORD = 4;
  private static final int LENGTH_SHIFT = 56;

  private final long k0;
  private final long k1;

  public FlowKey(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  /// A key that is told to nobody, if the generator is one for secrets.
  public static FlowKey draw(RandomGenerator random) {
    return new FlowKey(random.nextLong(), random.nextLong());
  }

  /// The key of a text of a kind.
  long of(char kind, String text) {
    return of(kind, text, "");
  }

  /// The key of two words that follow one another; `second` is empty for one text.
  long of(char kind, String first, String second) {
    Sip sip = new Sip(k0, k1);
    sip.add(kind);
    for (int i = 0; i < first.length(); i++) {
      sip.add(first.charAt(i));
    }
    if (!second.isEmpty()) {
      sip.add(' ');
      for (int i = 0; i < second.length(); i++) {
        sip.add(second.charAt(i));
      }
    }
    return sip.finish();
  }

  /// The state of the function, named as its source names it.
  private static final class Sip {
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private long word;
    private int length;

    private Sip(long k0, long k1) {
      v0 = C0 ^ k0;
      v1 = C1 ^ k1;
      v2 = C2 ^ k0;
      v3 = C3 ^ k1;
    }

    private void add(char c) {
      word |= (long) c << (Character.SIZE * (length % CHARS_OF_WORD));
      length++;
      if (length % CHARS_OF_WORD == 0) {
        absorb(word);
        word = 0;
      }
    }

    private void absorb(long message) {
      v3 ^= message;
      round();
      round();
      v0 ^= message;
    }

    private long finish() {
      absorb(word | ((long) Character.BYTES * length) << LENGTH_SHIFT);
      v2 ^= 0xff;
      round();
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
