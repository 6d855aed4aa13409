package dev.remit.cedar.text;

import java.util.List;

/// A text that can be laid out on one line or on several.
///
/// Source: Wadler, A prettier printer (2003), without its choices between more than two layouts.
sealed interface Doc {
  /// Whether this cannot stand on one line.
  boolean breaks();

  /// A token with its comments.
  record Word(Piece piece) implements Doc {
    @Override
    public boolean breaks() {
      return piece.hasComments();
    }
  }

  /// Text between tokens that cannot become a line end.
  record Glue(String text) implements Doc {
    @Override
    public boolean breaks() {
      return false;
    }
  }

  /// `flat`, or a line end if the group around does not fit on one line.
  record Line(String flat) implements Doc {
    @Override
    public boolean breaks() {
      return false;
    }
  }

  /// Always a line end.
  record LineEnd() implements Doc {
    @Override
    public boolean breaks() {
      return true;
    }
  }

  /// One after the other; on one line if it fits and `isGroup`, else as the group around.
  record Sequence(List<Doc> parts, boolean isGroup, boolean breaks) implements Doc {
    static Sequence of(List<Doc> parts) {
      return new Sequence(List.copyOf(parts), false, anyBreaks(parts));
    }

    static Sequence group(List<Doc> parts) {
      return new Sequence(List.copyOf(parts), true, anyBreaks(parts));
    }

    private static boolean anyBreaks(List<Doc> parts) {
      return parts.stream().anyMatch(Doc::breaks);
    }
  }

  /// With the lines after its first indented by one level more.
  record Indented(Doc inner) implements Doc {
    @Override
    public boolean breaks() {
      return inner.breaks();
    }
  }
}
