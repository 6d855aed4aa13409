package dev.remit.cedar.text;

/// The kinds of words and signs that Cedar texts, policies and schemas alike, are made of.
public enum TokenKind {
  /// `[_a-zA-Z][_a-zA-Z0-9]*`, keywords too: which words are reserved depends on where they stand.
  IDENTIFIER("a name"),
  /// `[0-9]+`
  NUMBER("a number"),
  /// With its quotes, its escapes not yet checked.
  STRING("a string"),
  /// `?` and a name, as `?principal`.
  SLOT("a slot"),
  AT("`@`"),
  DOT("`.`"),
  COMMA("`,`"),
  SEMICOLON("`;`"),
  COLON("`:`"),
  DOUBLE_COLON("`::`"),
  LEFT_PARENTHESIS("`(`"),
  RIGHT_PARENTHESIS("`)`"),
  LEFT_BRACE("`{`"),
  RIGHT_BRACE("`}`"),
  LEFT_BRACKET("`[`"),
  RIGHT_BRACKET("`]`"),
  EQUAL("`==`"),
  NOT_EQUAL("`!=`"),
  LESS("`<`"),
  LESS_OR_EQUAL("`<=`"),
  GREATER("`>`"),
  GREATER_OR_EQUAL("`>=`"),
  OR("`||`"),
  AND("`&&`"),
  PLUS("`+`"),
  MINUS("`-`"),
  STAR("`*`"),
  SLASH("`/`"),
  PERCENT("`%`"),
  NOT("`!`"),
  ASSIGN("`=`"),
  /// Alone only in schemas, behind an optional attribute.
  QUESTION("`?`"),
  /// What is no token and has been reported as such.
  ERROR("nothing"),
  END("the end of the text");

  private final String description;

  TokenKind(String description) {
    this.description = description;
  }

  /// As messages name what was expected.
  public String description() {
    return description;
  }
}
