package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;

/// Where the readers of one kind of text report its mistakes. `area` is the first part of every
/// code, as `policy` of `policy.unknown-function`.
public record Reports(String area, Diagnostics diagnostics) {
  public Source source() {
    return diagnostics.source();
  }

  public void add(String code, Span span, String message, String help) {
    diagnostics.add(area + "." + code, span, message, help);
  }
}
