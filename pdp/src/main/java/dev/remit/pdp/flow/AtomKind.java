package dev.remit.pdp.flow;

/// What kind of value stands in a text. In the order in which they are looked for: what one has
/// taken is not looked at for the next.
enum AtomKind {
  URL('u'),
  EMAIL('e'),
  DATE('d'),
  TIME('t'),
  PATH('p'),
  ACCOUNT('a'),
  ID('i'),
  NUMBER('n');

  private final char tag;

  AtomKind(char tag) {
    this.tag = tag;
  }

  /// Sets keys of the kind apart from those of others.
  char tag() {
    return tag;
  }

  /// Whether such a value alone says what the text is about, whatever words are around it.
  boolean isStrong() {
    return switch (this) {
      case URL, EMAIL, PATH, ACCOUNT, ID -> true;
      case DATE, TIME, NUMBER -> false;
    };
  }
}
