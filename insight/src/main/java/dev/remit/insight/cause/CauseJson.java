package dev.remit.insight.cause;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.insight.declared.Approval;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Causes and changes as machines read them.
public final class CauseJson {
  private CauseJson() {}

  /// Of all causes the chosen ones, at most `top`.
  public static Json.JsonObject report(
      History history, List<Cause> all, List<Cause> chosen, int top) {
    return Json.object(
        Member.of("attempts", Json.integer(history.records())),
        Member.of("denials", Json.integer(all.stream().mapToLong(Cause::denials).sum())),
        Member.of("whole", Json.bool(history.isWhole())),
        Member.of("causesInAll", Json.integer(all.size())),
        Member.of("causes", Json.array(chosen.stream().limit(top).map(CauseJson::of).toList())),
        Member.of("causesChosen", Json.integer(chosen.size())));
  }

  private static Json of(Cause cause) {
    List<Member> members = new ArrayList<>();
    members.add(text("identity", cause.identity().toString()));
    members.add(Member.of("permissions", texts(cause.permissions())));
    members.add(Member.of("containers", texts(cause.containers())));
    if (!cause.policy().isEmpty()) {
      members.add(text("policy", cause.policy()));
    }
    members.add(Member.of("denials", Json.integer(cause.denials())));
    members.add(text("first", cause.first().toString()));
    members.add(text("last", cause.last().toString()));
    members.add(text("firstRecord", cause.record().toString()));
    members.add(text("status", cause.status().text()));
    members.add(text("class", cause.verdict().kind().text()));
    if (cause.verdict().kind() != CauseClass.UNKNOWN) {
      members.add(text("confidence", cause.verdict().confidence().text()));
    }
    members.add(text("earlierSuccess", earlier(cause.earlier())));
    members.add(Member.of("evidence", evidence(cause.verdict().evidence())));
    members.add(Member.of("followed", followed(cause.followed())));
    if (cause.owner().isKnown()) {
      members.add(
          Member.of(
              "owner",
              Json.object(
                  text("name", cause.owner().name()), text("of", cause.owner().of().text()))));
    }
    if (!(cause.verdict().approval() instanceof Approval.NoChange)) {
      members.add(Member.of("approval", approval(cause.verdict().approval())));
    }
    return Json.object(members);
  }

  private static Json approval(Approval approval) {
    return approval instanceof Approval.Approved(String reference)
        ? Json.object(text("state", approval.state()), text("reference", reference))
        : Json.object(text("state", approval.state()));
  }

  private static String earlier(EarlierSuccess earlier) {
    return switch (earlier) {
      case EarlierSuccess.Seen _ -> "seen";
      case EarlierSuccess.NotSeen _ -> "not-seen";
      case EarlierSuccess.NotObservable _ -> "not-observable";
    };
  }

  private static Json evidence(List<Evidence> evidence) {
    List<Json> all = new ArrayList<>();
    for (Evidence each : evidence) {
      List<Member> members = new ArrayList<>();
      members.add(text("text", each.text()));
      UUID record = each.record();
      if (record != null) {
        members.add(text("record", record.toString()));
      }
      all.add(Json.object(members));
    }
    return Json.array(all);
  }

  private static Json followed(List<FollowUp> followed) {
    return Json.array(
        followed.stream()
            .<Json>map(each ->
                Json.object(
                    text("kind", each.kind().text()),
                    text("time", each.time().toString()),
                    text("text", each.text())))
            .toList());
  }

  /// In the order given.
  public static Json changes(List<Change> changes) {
    return Json.array(
        changes.stream()
            .<Json>map(change ->
                Json.object(
                    text("time", change.time().toString()),
                    text("kind", change.kind().text()),
                    text("by", change.by().toString()),
                    text("action", change.action()),
                    Member.of("resources", texts(change.resources())),
                    text("record", change.record().toString())))
            .toList());
  }

  private static Json texts(List<String> texts) {
    return Json.array(texts.stream().map(Json::string).toList());
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }
}
