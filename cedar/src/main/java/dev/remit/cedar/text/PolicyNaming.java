package dev.remit.cedar.text;

/// How the policies of a text get their ids.
public enum PolicyNaming {
  /// `policy0`, `policy1`, … in the order of the text, as Cedar does.
  BY_POSITION,
  /// The value of `@id`; a policy without one is named by its position among all policies.
  BY_ANNOTATION
}
