package dev.remit.store;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.ValueJson;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.ResourceFacts;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Credential;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.row.RecordJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// One decision record as one line of JSON, which [RecordReader] reads back equal.
final class RecordWriter {
  /// Of the lines written; a reader refuses what it does not know.
  static final long SCHEMA_VERSION = 1;

  private RecordWriter() {}

  /// Without a line end, and with none inside.
  static String write(DecisionRecord record) {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("v", Json.integer(SCHEMA_VERSION)));
    members.add(text("id", record.id().toString()));
    members.add(text("tenant", record.tenant()));
    members.add(text("time", record.time().toString()));
    members.add(text("kind", record.kind().text()));
    members.add(text("point", record.point()));
    members.add(text("outcome", record.decision().outcome()));
    members.add(Member.of("principal", ValueJson.writeUid(record.principal())));
    members.add(Member.of("action", ValueJson.writeUid(record.action())));
    members.add(Member.of("resources", array(record.resources(), ValueJson::writeUid)));
    if (!record.resource().equals(ResourceFacts.NONE)) {
      members.add(
          Member.of(
              "resource",
              Json.object(
                  text("owner", record.resource().owner()),
                  text("classification", record.resource().classification()))));
    }
    members.add(Member.of("reasons", RecordJson.reasons(record.decision().reasons())));
    members.add(Member.of("errors", RecordJson.errors(record.decision().errors())));
    members.add(Member.of("obligations", array(record.decision().obligationTexts(), Json::string)));
    members.add(Member.of("latencyNanos", Json.integer(record.latencyNanos())));
    members.add(Member.of("inputs", inputs(record.inputs())));
    return JsonWriter.compact(Json.object(members));
  }

  private static Json inputs(DecisionInputs inputs) {
    List<Member> members = new ArrayList<>();
    members.add(text("now", inputs.now().toString()));
    members.add(text("bundle", inputs.bundle().value()));
    members.add(
        Member.of(
            "entities",
            Json.object(
                text("store", inputs.entities().store()),
                Member.of("sequence", Json.integer(inputs.entities().sequence())))));
    members.add(text("engine", inputs.engine().value()));
    members.add(Member.of("provenance", provenance(inputs.provenance())));
    if (inputs.credential() instanceof Credential.Verified verified) {
      members.add(Member.of("credential", RecordJson.credential(verified)));
    }
    switch (inputs.mapped()) {
      case MappedRequest.Mapped mapped -> {
        members.add(Member.of("context", ValueJson.write(mapped.context())));
        members.add(Member.of("overlay", RecordJson.overlay(mapped.overlay())));
      }
      case MappedRequest.Refused refused ->
          members.add(
              Member.of(
                  "refused",
                  Json.object(
                      text("code", RecordJson.refusal(refused.code())),
                      text("text", refused.text()))));
    }
    members.add(Member.of("raw", raw(inputs)));
    return Json.object(members);
  }

  private static Json provenance(Provenance provenance) {
    return Json.object(
        claim("user", provenance.user(), Json::string),
        claim("chain", provenance.chain(), chain -> array(chain, Json::string)),
        claim("agent", provenance.agent(), Json::string),
        claim("task", provenance.task(), Json::string),
        claim("purpose", provenance.purpose(), Json::string),
        claim("tools", provenance.tools(), tools -> array(tools, Json::string)),
        claim("position", provenance.position(), Json::integer),
        claim("prompt", provenance.prompt(), Json::string),
        claim("trace", provenance.trace(), Json::string));
  }

  private static <T> Member claim(String name, Claim<T> claim, Function<T, Json> write) {
    Member status = text("status", claim.status());
    return Member.of(
        name,
        switch (claim) {
          case Claim.Verified<T>(T value) ->
              Json.object(status, Member.of("value", write.apply(value)));
          case Claim.Asserted<T>(T value) ->
              Json.object(status, Member.of("value", write.apply(value)));
          case Claim.Absent<T> _ -> Json.object(status);
        });
  }

  private static Json raw(DecisionInputs inputs) {
    List<Member> members = new ArrayList<>();
    members.add(text("origin", inputs.raw().origin()));
    members.addAll(RecordJson.raw(inputs).members());
    return Json.object(members);
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static <T> Json array(Collection<T> elements, Function<T, Json> write) {
    return Json.array(elements.stream().map(write).toList());
  }
}
