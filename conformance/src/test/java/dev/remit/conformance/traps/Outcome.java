package dev.remit.conformance.traps;

/// What became of one policy: `permit(…) when { … }`.
enum Outcome {
  TRUE,
  FALSE,
  ERROR,
  REFUSED
}
