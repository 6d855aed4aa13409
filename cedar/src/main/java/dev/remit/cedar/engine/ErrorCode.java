package dev.remit.cedar.engine;

/// Why an expression has no value. The codes are API.
public enum ErrorCode {
  TYPE("eval.type"),
  MISSING_ENTITY("eval.missing-entity"),
  MISSING_ATTRIBUTE("eval.missing-attribute"),
  MISSING_TAG("eval.missing-tag"),
  WITHHELD("eval.withheld"),
  OVERFLOW("eval.overflow"),
  EXTENSION("eval.extension"),
  UNKNOWN("eval.unknown");

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
