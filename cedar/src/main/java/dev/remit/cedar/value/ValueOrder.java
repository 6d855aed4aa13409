package dev.remit.cedar.value;

import java.util.Comparator;

/// A total order of values that agrees with `equals`: by hash, which mostly decides at once, then
/// by kind, then by content.
///
/// It bounds what a set costs whose elements were chosen to have one hash. [java.util.HashMap]
/// would not, as it sorts what collides only where all keys are of one comparable class. No order
/// of output may rest on it: the hash of a record is not specified.
///
/// Costs at most the size of the smaller value, as sets and records hold their parts sorted.
final class ValueOrder implements Comparator<Value> {
  static final ValueOrder INSTANCE = new ValueOrder();

  private ValueOrder() {}

  @Override
  public int compare(Value a, Value b) {
    if (a == b) {
      return 0;
    }
    int byHash = Integer.compare(a.hashCode(), b.hashCode());
    return byHash != 0 ? byHash : compareContent(a, b);
  }

  /// What decides among equal hashes.
  static int compareContent(Value a, Value b) {
    int byKind = a.kind().compareTo(b.kind());
    if (byKind != 0) {
      return byKind;
    }
    // INVARIANT: values of one kind are of one class.
    return switch (a) {
      case BoolValue(boolean value) -> Boolean.compare(value, ((BoolValue) b).value());
      case LongValue(long value) -> Long.compare(value, ((LongValue) b).value());
      case StringValue(String value) -> value.compareTo(((StringValue) b).value());
      case EntityUid uid -> uid.compareTo((EntityUid) b);
      case SetValue set -> set.compareElements((SetValue) b);
      case RecordValue record -> record.compareFields((RecordValue) b);
      case DecimalValue(long value) -> Long.compare(value, ((DecimalValue) b).tenThousandths());
      case DatetimeValue(long value) -> Long.compare(value, ((DatetimeValue) b).epochMillis());
      case DurationValue(long value) -> Long.compare(value, ((DurationValue) b).millis());
      case IpAddressValue address -> address.compareBits((IpAddressValue) b);
    };
  }
}
