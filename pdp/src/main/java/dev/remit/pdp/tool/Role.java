package dev.remit.pdp.tool;

/// What an argument is to a call.
public enum Role {
  /// Where something goes: a person, an account, an address.
  DESTINATION,
  /// What the call is about: an id, a name, a path.
  SELECTOR,
  /// A password, a token, a code.
  SECRET,
  /// The name of what is made or sent.
  TITLE,
  /// Text that is made or sent.
  CONTENT,
  /// How much.
  AMOUNT,
  /// When.
  TIME,
  /// A choice that the tool offers.
  OPTION
}
