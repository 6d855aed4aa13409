package dev.remit.cedar.value;

/// A value of one of Cedar's extension types.
public sealed interface ExtensionValue extends Value
    permits IpAddressValue, DecimalValue, DatetimeValue, DurationValue {

  /// The function that makes this value from [#argument]: `ip`, `decimal`, `datetime`, `duration`.
  String constructor();

  /// The canonical text of this value, as its constructor reads it; the one exception is a datetime
  /// without [DatetimeValue#hasText].
  String argument();
}
