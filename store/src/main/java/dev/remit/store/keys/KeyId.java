package dev.remit.store.keys;

import dev.remit.store.row.Bytes;
import dev.remit.store.row.Leaf;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Which key it is: the month, a hash of the scope, and which key of that scope, from 1. The next
/// one is made when the one before is destroyed, so that no id is ever that of two keys.
public record KeyId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[+-]?[0-9]{4,9}-(?:0[1-9]|1[0-2])\\.[0-9a-f]{32}\\.[1-9][0-9]{0,8}");
  private static final int HASH_BYTES = 16;

  public KeyId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("`" + value + "` is no id of a key");
    }
  }

  static KeyId of(KeyScope scope, int number) {
    Bytes bytes = new Bytes();
    bytes.putText(scope.tenant());
    bytes.putText(scope.principal().type().value());
    bytes.putText(scope.principal().id());
    bytes.put(scope.user() == null ? 0 : 1);
    bytes.putText(scope.user() == null ? "" : scope.user());
    byte[] hash = Leaf.sha256().digest(bytes.toArray());
    return new KeyId(
        scope.month() + "." + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "." + number);
  }

  static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  /// The month whose records it encrypts.
  public YearMonth month() {
    String month = value.substring(0, value.indexOf('.'));
    int dash = month.lastIndexOf('-');
    return YearMonth.of(
        Integer.parseInt(month.substring(0, dash)), Integer.parseInt(month.substring(dash + 1)));
  }

  /// Whether it is that of a key of this scope.
  boolean isOf(KeyScope scope) {
    String first = of(scope, 1).value;
    return value.startsWith(first.substring(0, first.length() - 1));
  }

  @Override
  public String toString() {
    return value;
  }
}
