package dev.remit.pdp.yaml;

import dev.remit.cedar.diagnostic.Span;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Where the parser's marks, which count code points, stand in the text.
final class YamlPlaces {
  private final int length;

  /// The offset of each code point, or null where every one is a single unit.
  private final int @Nullable [] offsets;

  YamlPlaces(String text) {
    this.length = text.length();
    this.offsets =
        text.chars().anyMatch(c -> Character.isSurrogate((char) c)) ? offsets(text) : null;
  }

  private static int[] offsets(String text) {
    int[] offsets = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += Character.charCount(text.codePointAt(at));
    }
    return offsets;
  }

  Span span(Mark start, Mark end) {
    int from = offset(start.getIndex());
    return Span.of(from, Math.max(from, offset(end.getIndex())));
  }

  /// The place of one code point.
  Span span(int index) {
    return Span.of(offset(index), offset(index + 1));
  }

  private int offset(int index) {
    if (offsets == null) {
      return Math.min(index, length);
    }
    return index < offsets.length ? offsets[index] : length;
  }
}
