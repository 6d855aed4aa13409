package dev.remit.bench.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.decision.Decision;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EngineVersion;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.request.RawRequest.Named;
import dev.remit.store.row.Column;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Decisions of 1,000 service accounts about 200 resources and 40 actions, one in ten denied, each
/// put together at random from parts made beforehand, so that making one costs little and no two
/// are alike. Used by one thread.
final class SampleRecords {
  private static final int ACCOUNTS = 1_000;
  private static final int RESOURCES = 200;
  private static final int ACTIONS = 40;
  private static final int CONTEXTS = 4_096;
  private static final int POLICIES = 50;
  private static final int ROWS = 1 << 14;
  private static final int DENIED_PERCENT = 10;
  private static final Json.JsonObject NOTHING = Json.object();
  private static final BundleDigest BUNDLE = new BundleDigest("sha256:" + "3f".repeat(32));
  private static final EntityVersion ENTITIES = new EntityVersion("main", 4711);
  private static final Decision DENIAL =
      new Decision.Deny(Reason.of(ReasonCode.NO_PERMIT, "no policy permits this"));

  private final SplittableRandom random;
  private final List<Party> accounts = parties(ACCOUNTS, "ServiceAccount", "billing-worker-");
  private final List<Party> resources = parties(RESOURCES, "Document", "ledger/2026/");
  private final List<Party> actions = parties(ACTIONS, "Action", "invoices.read");
  private final List<Decision> permits = made(POLICIES, SampleRecords::permit);
  private final List<Context> contexts;
  private List<Row> rows = List.of();

  /// One who takes part in a request, as policies see it and as the request names it.
  private record Party(EntityUid uid, Named named) {}

  /// A context as policies see it and as the request holds it.
  private record Context(RecordValue evaluated, Json.JsonObject raw) {}

  SampleRecords(long seed) {
    random = new SplittableRandom(seed);
    contexts = made(CONTEXTS, this::context);
  }

  private static <T> List<T> made(int count, IntFunction<T> make) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(make).toList());
  }

  private static List<Party> parties(int count, String type, String prefix) {
    return made(
        count,
        i -> new Party(EntityUid.of(type, prefix + i), new Named(type, prefix + i, NOTHING)));
  }

  private static Decision permit(int i) {
    Reason reason = Reason.of(ReasonCode.PERMITTED, new PolicyId("finance/documents/" + i), "");
    return new Decision.Permit(List.of(reason), List.of(), List.of());
  }

  private Context context(int i) {
    String ip = "10.20." + random.nextInt(16) + "." + random.nextInt(256);
    long amount = random.nextInt(1_000);
    RecordValue evaluated =
        RecordValue.of(
            Map.of(
                "ip",
                new StringValue(ip),
                "mfa",
                BoolValue.of(i % 4 > 0),
                "amount",
                new LongValue(amount),
                "now",
                new LongValue(0),
                "provenance",
                Provenance.ABSENT.toValue(),
                "credential",
                Credential.absent().toValue()));
    Json.JsonObject raw =
        Json.object(
            Member.of("ip", Json.string(ip)),
            Member.of("mfa", Json.bool(i % 4 > 0)),
            Member.of("amount", Json.integer(amount)));
    return new Context(evaluated, raw);
  }

  DecisionRecord next() {
    Instant now = Instant.now();
    Party account = drawn(accounts);
    Party action = drawn(actions);
    Party resource = drawn(resources);
    Context context = drawn(contexts);
    RawRequest raw =
        new RawRequest.Evaluation(
            "authzen", account.named, action.named, resource.named, context.raw, Provenance.ABSENT);
    MappedRequest mapped =
        new MappedRequest.Mapped(account.uid, action.uid, List.of(resource.uid), context.evaluated);
    DecisionInputs inputs =
        new DecisionInputs(
            mapped,
            Provenance.ABSENT,
            Credential.absent(),
            now,
            BUNDLE,
            ENTITIES,
            EngineVersion.CURRENT,
            raw);
    Decision decision = random.nextInt(100) < DENIED_PERCENT ? DENIAL : drawn(permits);
    return new DecisionRecord(
        id(now), "acme", now, RecordKind.DECISION, "gateway-1", inputs, decision, latency());
  }

  /// One of many rows made beforehand, with an id and times of its own.
  Row nextRow() {
    if (rows.isEmpty()) {
      rows = made(ROWS, _ -> RecordRows.of(next()));
    }
    Instant now = Instant.now();
    @Nullable Object[] values = drawn(rows).values();
    values[Column.ID.place()] = id(now);
    values[Column.TIME.place()] = now.toEpochMilli();
    values[Column.NOW.place()] = now.toEpochMilli();
    values[Column.LATENCY_NANOS.place()] = latency();
    return Row.of(values);
  }

  private <T> T drawn(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private long latency() {
    return 1_000L + random.nextInt(20_000);
  }

  /// A UUIDv7.
  private UUID id(Instant now) {
    long high = now.toEpochMilli() << 16 | 0x7000L | random.nextInt(1 << 12);
    return new UUID(high, 0x8000_0000_0000_0000L | random.nextLong() >>> 2);
  }
}
