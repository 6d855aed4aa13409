package dev.remit.cli.trial;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// The report of trials as machines read it.
final class TrialJson {
  private TrialJson() {}

  static void print(Terminal terminal, TrialReport report, String bundle, String kept) {
    List<Json> rows = new ArrayList<>();
    report.scores().forEach((key, score) -> rows.add(row(key, score)));
    List<Json> missing = new ArrayList<>();
    report
        .missing()
        .forEach((key, count) ->
            missing.add(
                Json.object(
                    text("agent", key.agent()),
                    text("suite", key.suite()),
                    number("runs", count))));
    terminal
        .out()
        .println(
            JsonWriter.pretty(
                Json.object(
                    text("bundle", bundle),
                    text("log", kept),
                    Member.of("complete", Json.bool(report.complete())),
                    Member.of(
                        "suites", Json.array(report.suites().stream().map(Json::string).toList())),
                    number("lines", report.lines()),
                    number("judged", report.judged()),
                    number("others", report.others()),
                    number("setAside", report.setAside()),
                    number("calls", report.calls()),
                    number("unrecorded", report.unrecorded()),
                    Member.of("notDecided", Json.array(missing)),
                    Member.of("rows", Json.array(rows)),
                    Member.of("total", Json.object(score(report.total()))))));
  }

  private static Json row(Score.Key key, Score score) {
    List<Member> members = new ArrayList<>();
    members.add(text("agent", key.agent()));
    members.add(text("suite", key.suite()));
    members.addAll(score(score));
    return Json.object(members);
  }

  private static List<Member> score(Score score) {
    return List.of(
        number("pairs", score.pairs),
        number("succeeded", score.succeeded),
        number("leftAtLeast", score.leftAtLeast),
        number("leftAtMost", score.leftAtMost),
        number("withoutCall", score.withoutCall),
        number("unknownAttacks", score.unknownAttacks),
        number("measuredByGoal", score.byGoal),
        number("work", score.work),
        number("done", score.done),
        number("kept", score.kept),
        number("doneOfUser", score.doneOfUser),
        number("keptOfUser", score.keptOfUser),
        number("keptWithObligation", score.keptWithObligation),
        number("doneUnderAttack", score.doneUnderAttack),
        number("keptUnderAttack", score.keptUnderAttack),
        counts("deniedAttackCallsBy", score.stoppedBy),
        counts("workLostTo", score.lostBy),
        counts("unmappedTools", score.unmapped));
  }

  private static Member counts(String name, SortedMap<String, Integer> counts) {
    List<Member> members = new ArrayList<>();
    counts.forEach((key, count) -> members.add(number(key, count)));
    return Member.of(name, Json.object(members));
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static Member number(String name, long value) {
    return Member.of(name, Json.integer(value));
  }
}
