package dev.remit.conformance.generate;

/// A piece of an expression's text and how tightly it binds: it may stand unparenthesised wherever
/// at most its level is asked for.
///
/// Source: cedar-policy-core `parser/grammar.lalrpop`.
record Piece(String text, int level) {
  static final int IF = 0;
  static final int OR = 1;
  static final int AND = 2;
  static final int RELATION = 3;
  static final int ADD = 4;
  static final int MULTIPLY = 5;
  static final int UNARY = 6;
  static final int MEMBER = 7;

  static Piece member(String text) {
    return new Piece(text, MEMBER);
  }
}
