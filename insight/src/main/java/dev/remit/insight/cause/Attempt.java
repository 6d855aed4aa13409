package dev.remit.insight.cause;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.UidText;
import dev.remit.insight.rate.Account;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.request.Claim;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request of the log, of what causes are told by.
///
/// `permission` is what was missing, where the answer named it, else the action. `container` is
/// what the resources lie in, or the resource; `*` where none is known. `explicit` says that the
/// answer names a rule that forbids; `purpose` is to what end it was denied, where that is
/// verified; `parameters` are those of a change. Texts are empty where nothing is known.
record Attempt(
    UUID id,
    Instant time,
    Optional<Account> account,
    boolean explicit,
    EntityUid identity,
    String action,
    String permission,
    String policy,
    String container,
    List<String> resources,
    String purpose,
    String setting,
    Optional<UnfilledName> unfilled,
    Client client,
    Ground ground,
    String credential,
    Optional<AuthorityChange> change,
    String parameters) {
  static final String ANYTHING = "*";

  private static final String EXPLICIT = "explicit deny";
  private static final String TASK = "task";
  private static final String VERIFIED = Claim.verified("").status();
  private static final Optional<Account> DENIED = Optional.of(Account.DENIED);

  static Attempt of(Row row) {
    String action = row.text(Column.ACTION_ID);
    Json.@Nullable JsonObject detail = detail(row);
    List<String> policies = row.list(Column.POLICIES);
    ReasonCode code = ReasonCode.find(row.text(Column.REASON)).orElse(ReasonCode.FAULT);
    Optional<Account> account = Account.of(code);
    List<String> resources = row.list(Column.RESOURCES);
    return new Attempt(
        row.uuid(Column.ID),
        Instant.ofEpochMilli(row.whole(Column.TIME)),
        account,
        code == ReasonCode.FORBIDDEN || row.text(Column.REASONS).contains(EXPLICIT),
        EntityUid.of(row.text(Column.PRINCIPAL_TYPE), row.text(Column.PRINCIPAL_ID)),
        action,
        text(detail, "missing", action),
        policies.isEmpty() ? "" : policies.getFirst(),
        container(resources),
        resources,
        account.equals(DENIED) ? purpose(row) : "",
        account.equals(DENIED) && row.has(Column.SOURCE) ? setting(row, detail) : "",
        UnfilledName.find(action, resources),
        new Client(
            orEmpty(row, Column.USER_AGENT),
            orEmpty(row, Column.CLIENT_ADDRESS),
            text(detail, "mfa", ""),
            text(detail, "vpcEndpoint", "")),
        new Ground(
            row.text(Column.TENANT),
            orEmpty(row, Column.BUNDLE),
            orEmpty(row, Column.RESOURCE_OWNER)),
        orEmpty(row, Column.CREDENTIAL),
        row.has(Column.CHANGE) ? AuthorityChange.find(row.text(Column.CHANGE)) : Optional.empty(),
        row.has(Column.CHANGE) ? orEmpty(row, Column.RAW) : "");
  }

  private static String orEmpty(Row row, Column column) {
    return row.has(column) ? row.text(column) : "";
  }

  private static Json.@Nullable JsonObject detail(Row row) {
    return row.has(Column.SOURCE) ? member(row, Column.RAW, ObservationRows.OBSERVED) : null;
  }

  /// The object that an object in a column has as a member.
  private static Json.@Nullable JsonObject member(Row row, Column column, String name) {
    if (!row.has(column)) {
      return null;
    }
    try {
      return JsonReader.read(new Source(column.title(), row.text(column)))
                  instanceof Json.JsonObject object
              && object.find(name) instanceof Json.JsonObject member
          ? member
          : null;
    } catch (SyntaxException _) {
      return null;
    }
  }

  private static String setting(Row row, Json.@Nullable JsonObject detail) {
    return SettingText.find(
            orEmpty(row, Column.OBSERVED_CODE),
            row.text(Column.REASONS),
            text(detail, "because", ""))
        .orElse("");
  }

  /// That of its task, as the ledger knows it, else that of a credential. What a caller alone says
  /// is none.
  private static String purpose(Row row) {
    String ofTask = text(member(row, Column.CONTEXT, TASK), "purpose", "");
    if (!ofTask.isEmpty()) {
      return ofTask;
    }
    return orEmpty(row, Column.PURPOSE_STATUS).equals(VERIFIED) ? orEmpty(row, Column.PURPOSE) : "";
  }

  private static String text(Json.@Nullable JsonObject detail, String member, String otherwise) {
    return detail != null && detail.find(member) instanceof Json.JsonString found
        ? found.value()
        : otherwise;
  }

  /// The resource whose name the first one's begins with, as a bucket's that of its objects.
  private static String container(List<String> resources) {
    if (resources.isEmpty()) {
      return ANYTHING;
    }
    String first = UidText.id(resources.getFirst());
    String best = resources.getFirst();
    for (String resource : resources) {
      String name = UidText.id(resource);
      if (first.startsWith(name) && name.length() < UidText.id(best).length()) {
        best = resource;
      }
    }
    return best;
  }

  /// The service that an action belongs to: what is before the colon, as in `s3:PutObject`.
  String service() {
    int colon = action.indexOf(':');
    return colon < 0 ? "" : action.substring(0, colon);
  }

  /// The type of the first resource; empty without any.
  String resourceType() {
    return resources.isEmpty() ? "" : UidText.type(resources.getFirst());
  }

  boolean isPermitted() {
    return account.equals(Optional.of(Account.PERMITTED));
  }

  /// Denied for want of authority.
  boolean isDenied() {
    return account.equals(DENIED);
  }
}
