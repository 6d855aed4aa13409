package dev.remit.store.keys;

import dev.remit.cedar.value.EntityUid;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Whose records of which month one key encrypts: those of a tenant where `principal` asked, for
/// `user`, or for nobody that is known if that is null. The month is of the time of the decision,
/// in UTC.
public record KeyScope(String tenant, EntityUid principal, @Nullable String user, YearMonth month) {
  public KeyScope {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(month, "month");
  }

  /// Of the record of a row.
  static KeyScope of(Row row) {
    return new KeyScope(
        row.text(Column.TENANT),
        EntityUid.of(row.text(Column.PRINCIPAL_TYPE), row.text(Column.PRINCIPAL_ID)),
        row.has(Column.USER) ? row.text(Column.USER) : null,
        YearMonth.from(Instant.ofEpochMilli(row.whole(Column.TIME)).atOffset(ZoneOffset.UTC)));
  }
}
