package dev.remit.cli.run;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.Breakdown;
import dev.remit.insight.DenialCause;
import dev.remit.insight.Intake;
import dev.remit.insight.RunReport;
import dev.remit.insight.Timing;
import dev.remit.insight.rate.CountsJson;
import dev.remit.pdp.input.InputLine;
import java.util.List;
import java.util.function.Function;

/// The report of a run as machines read it: everything that was counted.
final class ReportJson {
  private ReportJson() {}

  static void print(Terminal terminal, Outcome outcome) {
    terminal.out().println(JsonWriter.pretty(json(outcome)));
  }

  private static Json json(Outcome outcome) {
    RunReport report = outcome.report();
    return Json.object(
        Member.of(
            "bundle",
            Json.object(
                text("name", outcome.bundle().manifest().name()),
                text("owner", outcome.bundle().manifest().owner()),
                text("digest", outcome.bundle().digest().value()))),
        Member.of("log", Json.object(kept(outcome.kept()), number("records", outcome.recorded()))),
        Member.of("complete", Json.bool(outcome.complete())),
        Member.of("intake", intake(report.intake())),
        Member.of("total", CountsJson.of(report.total())),
        Member.of("agents", breakdown(report.agents())),
        Member.of("tools", breakdown(report.tools())),
        Member.of("tasks", breakdown(report.tasks())),
        Member.of("causes", array(report.causes(), ReportJson::cause)),
        Member.of("timing", timing(report.timing(), outcome.elapsedNanos())));
  }

  private static Member kept(Keeping keeping) {
    return switch (keeping) {
      case Keeping.InFolder _ -> text("data", keeping.name());
      case Keeping.InFile _ -> text("file", keeping.name());
    };
  }

  private static Json intake(Intake intake) {
    return Json.object(
        number("files", intake.files()),
        number("lines", intake.lines()),
        number("withRequests", intake.withRequests()),
        number("remarks", intake.remarks()),
        number("setAside", intake.setAside()),
        Member.of("setAsideOfLines", CountsJson.of(intake.setAsideOfLines())),
        Member.of("examples", array(intake.examples(), ReportJson::setAside)));
  }

  private static Json setAside(InputLine.SetAside aside) {
    return Json.object(
        text("file", aside.file()),
        number("line", aside.number()),
        Member.of("mistakes", array(aside.mistakes(), ReportJson::mistake)));
  }

  private static Json mistake(InputLine.Mistake mistake) {
    return Json.object(number("column", mistake.column()), text("reason", mistake.reason()));
  }

  private static Json breakdown(Breakdown breakdown) {
    return array(
        breakdown.rows(),
        row ->
            Json.object(
                text("name", row.name()), Member.of("counts", CountsJson.of(row.counts()))));
  }

  private static Json cause(DenialCause cause) {
    return Json.object(
        text("code", cause.key().code().code()),
        text("tool", cause.key().tool()),
        text("policy", cause.key().policy()),
        text("clause", cause.key().clause()),
        text("reason", cause.text()),
        text("firstAt", cause.example()),
        number("count", cause.count()));
  }

  private static Json timing(Timing timing, long elapsedNanos) {
    return Json.object(
        number("decisions", timing.decisions()),
        number("p50Nanos", timing.p50Nanos()),
        number("p99Nanos", timing.p99Nanos()),
        number("maxNanos", timing.maxNanos()),
        number("totalNanos", timing.totalNanos()),
        number("elapsedNanos", elapsedNanos));
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  private static Member number(String name, long value) {
    return Member.of(name, Json.integer(value));
  }

  private static <T> Json array(List<T> elements, Function<T, Json> write) {
    return Json.array(elements.stream().map(write).toList());
  }
}
