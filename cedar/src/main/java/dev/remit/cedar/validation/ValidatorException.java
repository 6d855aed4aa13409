package dev.remit.cedar.validation;

import java.io.Serial;

/// A validator that could not answer, for a reason that is not in what it was asked.
public final class ValidatorException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public ValidatorException(String message) {
    super(message);
  }

  public ValidatorException(String message, Throwable cause) {
    super(message, cause);
  }
}
