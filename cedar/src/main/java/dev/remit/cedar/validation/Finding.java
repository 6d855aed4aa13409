package dev.remit.cedar.validation;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.PolicyId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thing that does not fit a schema.
///
/// `code` is stable and part of the API; wording is not. `policy` is null where the finding is
/// about no policy. `span` is that of the policy in the text that it was read from, [Span#NONE]
/// where there is none. `help` is empty where nothing useful can be said.
public record Finding(
    Severity severity,
    String code,
    @Nullable PolicyId policy,
    Span span,
    String message,
    String help) {
  public Finding {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(help, "help");
  }

  /// How much it matters.
  public enum Severity {
    /// It does not fit: evaluation may err.
    ERROR,
    /// It fits, and is probably not what was meant.
    WARNING
  }

  /// Whether this is an error.
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// `message; help`, in one line, with the policy in front if there is one.
  public String headline() {
    String about = policy == null ? "" : "policy `" + policy + "`: ";
    return about + message + (help.isEmpty() ? "" : "; " + help);
  }
}
