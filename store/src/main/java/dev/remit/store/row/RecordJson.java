package dev.remit.store.row;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.EvaluationError;
import dev.remit.pdp.decision.Reason;
import dev.remit.pdp.decision.ReasonCode;
import dev.remit.pdp.freshness.FreshnessRule;
import dev.remit.pdp.freshness.FreshnessRule.WhenStale;
import dev.remit.pdp.freshness.StaleAttribute;
import dev.remit.pdp.ledger.TaskChange;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The parts of a record that are JSON in every form it is kept in, written and read back equal.
public final class RecordJson {
  /// The member of a raw request that says which of its fields are encrypted, beside those that a
  /// request has.
  public static final String ENCRYPTED = "encrypted";

  /// The member of a raw request that says what was stale, beside those that a request has.
  private static final String STALE = "stale";

  /// The member of a raw request that says what it changed in a task, beside those that a request
  /// has.
  static final String TASK_CHANGE = "taskChange";

  private RecordJson() {}

  public static Json reasons(List<Reason> reasons) {
    return array(reasons, RecordJson::reason);
  }

  private static Json reason(Reason reason) {
    List<Member> members = new ArrayList<>();
    members.add(text("code", reason.code().code()));
    PolicyId policy = reason.policy();
    if (policy != null) {
      members.add(text("policy", policy.value()));
    }
    members.add(text("text", reason.text()));
    EntityUid actor = reason.actor();
    if (actor != null) {
      members.add(Member.of("actor", ValueJson.writeUid(actor)));
    }
    return Json.object(members);
  }

  public static Reason reason(Fields fields) throws UnreadableRecord {
    String code = fields.text("code");
    PolicyId policy = fields.has("policy") ? new PolicyId(fields.text("policy")) : null;
    return new Reason(
        ReasonCode.find(code).orElseThrow(() -> fields.unreadable("code", code)),
        policy,
        fields.text("text"),
        fields.has("actor") ? uid(fields.object("actor")) : null);
  }

  public static Json errors(List<EvaluationError> errors) {
    return array(
        errors,
        error ->
            Json.object(
                text("policy", error.policy().value()),
                text("code", error.code()),
                text("message", error.message())));
  }

  public static EvaluationError error(Fields fields) throws UnreadableRecord {
    return new EvaluationError(
        new PolicyId(fields.text("policy")), fields.text("code"), fields.text("message"));
  }

  public static EntityUid uid(Fields fields) throws UnreadableRecord {
    return EntityUid.of(fields.text("type"), fields.text("id"));
  }

  public static String refusal(MappedRequest.Refusal refusal) {
    return switch (refusal) {
      case UNMAPPED -> "unmapped";
      case UNACCEPTABLE -> "unacceptable";
      case NO_PRINCIPAL -> "no-principal";
      case CREDENTIAL -> "credential-refused";
      case TASK_ENDED -> "task-ended";
      case TASK_TOKEN -> "task-refused";
      case TASK_LIMIT -> "task-limit";
      case TASK_CONFLICT -> "task-conflict";
      case KEY_REUSED -> "key-reused";
      case TASK_NOTED -> "task-noted";
    };
  }

  /// The refusal of a code; throws [UnreadableRecord] with `unknown` for any other.
  public static MappedRequest.Refusal refusal(String code, UnreadableRecord unknown)
      throws UnreadableRecord {
    for (MappedRequest.Refusal refusal : MappedRequest.Refusal.values()) {
      if (refusal(refusal).equals(code)) {
        return refusal;
      }
    }
    throw unknown;
  }

  public static Json overlay(Map<EntityUid, RecordValue> overlay) {
    return array(
        overlay.entrySet(),
        entry ->
            Json.object(
                Member.of("uid", ValueJson.writeUid(entry.getKey())),
                Member.of("attrs", ValueJson.write(entry.getValue()))));
  }

  /// Of the objects of an overlay.
  public static SortedMap<EntityUid, RecordValue> overlay(List<Fields> entities)
      throws UnreadableRecord {
    SortedMap<EntityUid, RecordValue> overlay = new TreeMap<>();
    for (Fields entity : entities) {
      overlay.put(uid(entity.object("uid")), value(entity.json("attrs")));
    }
    return overlay;
  }

  /// A context, or attributes.
  public static RecordValue value(Json json) throws UnreadableRecord {
    try {
      if (ValueJson.read(new Source("record", JsonWriter.compact(json)))
          instanceof RecordValue fields) {
        return fields;
      }
    } catch (SyntaxException e) {
      throw new UnreadableRecord(e.diagnostics().getFirst().message());
    }
    throw new UnreadableRecord("a context or an attribute record is something else");
  }

  public static Json credential(Credential.Verified credential) {
    return Json.object(
        text("kind", credential.kind().text()),
        text("issuer", credential.issuer()),
        text("id", credential.id()),
        text("subject", credential.subject()),
        Member.of("scopes", array(credential.reach().scopes(), Json::string)),
        Member.of("audiences", array(credential.reach().audiences(), Json::string)),
        text("issued", credential.validity().issued().toString()),
        text("expires", credential.validity().expires().toString()),
        text("confirmation", credential.confirmation()));
  }

  public static Credential credential(Fields fields) throws UnreadableRecord {
    String kind = fields.text("kind");
    return new Credential.Verified(
        Credential.Kind.find(kind).orElseThrow(() -> fields.unreadable("kind", kind)),
        fields.text("issuer"),
        fields.text("id"),
        fields.text("subject"),
        new Credential.Reach(
            new TreeSet<>(fields.texts("scopes")), new TreeSet<>(fields.texts("audiences"))),
        new Credential.Validity(instant(fields, "issued"), instant(fields, "expires")),
        fields.text("confirmation"));
  }

  private static Instant instant(Fields fields, String name) throws UnreadableRecord {
    String text = fields.text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw fields.unreadable(name, text);
    }
  }

  /// Without its origin and its provenance; with what was stale, if anything was.
  public static Json.JsonObject raw(DecisionInputs inputs) {
    return raw(inputs, TaskChange.NONE);
  }

  /// The same, with what was changed in a task, if anything was.
  public static Json.JsonObject raw(DecisionInputs inputs, TaskChange change) {
    Json.JsonObject raw = raw(inputs.raw());
    if (inputs.stale().isEmpty() && change instanceof TaskChange.None) {
      return raw;
    }
    List<Member> members = new ArrayList<>(raw.members());
    if (!inputs.stale().isEmpty()) {
      members.add(Member.of(STALE, stale(inputs.stale())));
    }
    if (!(change instanceof TaskChange.None)) {
      members.add(Member.of(TASK_CHANGE, TaskJson.change(change)));
    }
    return Json.object(members);
  }

  /// What the request whose `raw` this is changed in a task.
  public static TaskChange taskChange(Fields raw) throws UnreadableRecord {
    return raw.has(TASK_CHANGE) ? TaskJson.change(raw.object(TASK_CHANGE)) : TaskChange.NONE;
  }

  /// Attributes that were too old, each with its rule.
  public static Json stale(List<StaleAttribute> attributes) {
    return array(
        attributes,
        stale ->
            Json.object(
                Member.of("entity", ValueJson.writeUid(stale.entity())),
                text("attribute", stale.attribute()),
                text("asOf", stale.asOf().toString()),
                Member.of("maxAgeMillis", Json.integer(stale.rule().maxAge().toMillis())),
                text("whenStale", stale.rule().whenStale().text())));
  }

  /// What was stale for the request whose `raw` this is.
  public static List<StaleAttribute> stale(Fields raw) throws UnreadableRecord {
    return raw.has(STALE) ? raw.objects(STALE, RecordJson::staleAttribute) : List.of();
  }

  private static StaleAttribute staleAttribute(Fields fields) throws UnreadableRecord {
    return new StaleAttribute(
        uid(fields.object("entity")),
        fields.text("attribute"),
        instant(fields, "asOf"),
        new FreshnessRule(
            Duration.ofMillis(fields.whole("maxAgeMillis")),
            whenStale(fields, fields.text("whenStale"))));
  }

  private static WhenStale whenStale(Fields fields, String text) throws UnreadableRecord {
    for (WhenStale choice : WhenStale.values()) {
      if (choice.text().equals(text)) {
        return choice;
      }
    }
    throw fields.unreadable("whenStale", text);
  }

  /// Without its origin and its provenance.
  public static Json.JsonObject raw(RawRequest raw) {
    return switch (raw) {
      case RawRequest.ToolCall call ->
          Json.object(
              text("agent", call.agent()),
              text("tool", call.tool()),
              Member.of("arguments", call.arguments()));
      case RawRequest.Evaluation evaluation -> Json.object(evaluation(evaluation));
      case RawRequest.Search search -> search(search);
      case RawRequest.HttpCall call -> RawGatewayJson.write(call);
      case RawRequest.AccessReview review -> RawGatewayJson.write(review);
    };
  }

  private static List<Member> evaluation(RawRequest.Evaluation evaluation) {
    return List.of(
        Member.of("subject", named(evaluation.subject())),
        Member.of("action", named(evaluation.action())),
        Member.of("resource", named(evaluation.resource())),
        Member.of("context", evaluation.context()));
  }

  private static Json.JsonObject search(RawRequest.Search search) {
    List<Member> members = new ArrayList<>();
    members.add(text("search", search.sought().text()));
    members.addAll(evaluation(search.template()));
    members.add(
        Member.of(
            "page",
            Json.object(
                Member.of("from", Json.integer(search.from())),
                Member.of("limit", Json.integer(search.limit())))));
    return Json.object(members);
  }

  private static Json named(RawRequest.Named named) {
    return Json.object(
        text("type", named.type()),
        text("id", named.id()),
        Member.of("properties", named.properties()));
  }

  public static RawRequest raw(Fields raw, String origin, Provenance provenance)
      throws UnreadableRecord {
    if (raw.has("tool")) {
      return new RawRequest.ToolCall(
          origin, raw.text("agent"), raw.text("tool"), raw.json("arguments"), provenance);
    }
    if (raw.has(RawGatewayJson.REQUEST)) {
      return raw.has(RawGatewayJson.PRESENTED)
          ? RawGatewayJson.call(raw, origin, provenance)
          : RawGatewayJson.review(raw, origin, provenance);
    }
    RawRequest.Evaluation evaluation = evaluation(raw, origin, provenance);
    return raw.has("search") ? search(raw, evaluation) : evaluation;
  }

  private static RawRequest search(Fields raw, RawRequest.Evaluation template)
      throws UnreadableRecord {
    String sought = raw.text("search");
    Fields page = raw.object("page");
    return new RawRequest.Search(
        RawRequest.Sought.find(sought).orElseThrow(() -> raw.unreadable("search", sought)),
        template,
        page.whole("from"),
        page.whole("limit"));
  }

  private static RawRequest.Evaluation evaluation(Fields raw, String origin, Provenance provenance)
      throws UnreadableRecord {
    return new RawRequest.Evaluation(
        origin,
        named(raw.object("subject")),
        named(raw.object("action")),
        named(raw.object("resource")),
        raw.json("context"),
        provenance);
  }

  private static RawRequest.Named named(Fields fields) throws UnreadableRecord {
    return new RawRequest.Named(fields.text("type"), fields.text("id"), fields.json("properties"));
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static <T> Json array(Collection<T> elements, Function<T, Json> write) {
    List<Json> written = new ArrayList<>(elements.size());
    elements.forEach(element -> written.add(write.apply(element)));
    return Json.array(written);
  }
}
