package dev.remit.cedar.value;

/// What a Cedar expression evaluates to. Values are immutable; `equals` is Cedar's `==`, which
/// never errors and is false across kinds.
///
/// `toString` is the value as Cedar text, so that a policy that contains it parses.
public sealed interface Value
    permits BoolValue, LongValue, StringValue, EntityUid, SetValue, RecordValue, ExtensionValue {

  /// What messages call this kind of value.
  String kind();
}
