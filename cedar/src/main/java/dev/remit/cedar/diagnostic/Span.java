package dev.remit.cedar.diagnostic;

import org.jspecify.annotations.Nullable;

/// A range of a [Source], in UTF-16 code units: `start` inclusive, `end` exclusive.
///
/// Every span equals every other span: where a thing was written is no part of what it is, so two
/// policies that differ only in layout are equal records.
public final class Span {
  /// The span of what was not read from text.
  public static final Span NONE = new Span(0, 0);

  private final int start;
  private final int end;

  private Span(int start, int end) {
    this.start = start;
    this.end = end;
  }

  /// Throws [IllegalArgumentException] unless `0 <= start <= end`.
  public static Span of(int start, int end) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
    return new Span(start, end);
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /// Whether this covers no text at all.
  public boolean isNone() {
    return start == end;
  }

  /// The smallest span that covers both.
  public Span to(Span other) {
    if (isNone()) {
      return other;
    }
    if (other.isNone()) {
      return this;
    }
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return start + ".." + end;
  }
}
