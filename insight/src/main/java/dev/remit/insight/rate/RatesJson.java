package dev.remit.insight.rate;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report as machines read it. What is not known is null.
public final class RatesJson {
  private static final Json NULL = new Json.JsonNull(Span.NONE);

  private RatesJson() {}

  public static Json.JsonObject of(RateReport report) {
    Tally tally = report.tally();
    Details details = report.details();
    return Json.object(
        Member.of("window", Json.object(text("from", tally.from()), text("until", tally.until()))),
        Member.of("scope", scope(report.question().scope())),
        text("countedFrom", tally.rolledUp() ? "rollups" : "records"),
        Member.of("total", CountsJson.of(tally.whole().counts())),
        number("duplicates", tally.whole().duplicates()),
        Member.of(
            "kinds",
            Json.object(
                tally.whole().kinds().entrySet().stream()
                    .map(kind -> number(kind.getKey().text(), kind.getValue()))
                    .toList())),
        Member.of(
            "userVisible",
            details == null || details.visible() == null ? NULL : CountsJson.of(details.visible())),
        Member.of(
            "withoutLargestCause",
            report.withoutLargestCause().<Json>map(CountsJson::of).orElse(NULL)),
        Member.of("rises", report.rises() == null ? NULL : rises(report.rises())),
        Member.of("details", details == null ? NULL : details(report, details)),
        Member.of(
            "by",
            Json.array(
                report.question().by().stream()
                    .map(dimension -> Json.string(dimension.title()))
                    .toList())),
        Member.of(
            "groups",
            Json.array(
                tally.groups().stream()
                    .map(group -> group(report.question().by(), group))
                    .toList())),
        Member.of("others", others(tally.others())));
  }

  private static Json scope(Scope scope) {
    return Json.object(
        text("from", scope.from()),
        text("until", scope.until()),
        text("kind", scope.kind() == null ? null : scope.kind().text()),
        text("source", scope.source()),
        text("tenant", scope.tenant()));
  }

  private static Json details(RateReport report, Details details) {
    return Json.object(
        number("records", details.records()),
        number("recordsGone", report.recordsGone().orElse(0L)),
        number("late", details.late()),
        Member.of("refusedByLog", NULL),
        Member.of(
            "workflows",
            Json.array(details.workflows().stream().map(RatesJson::workflow).toList())),
        Member.of("largestCause", details.largest() == null ? NULL : cause(details.largest())),
        Member.of("sees", Json.array(details.sights().stream().map(RatesJson::sight).toList())));
  }

  private static Json rises(Rises rises) {
    return Json.object(
        text("from", rises.from()),
        text("until", rises.until()),
        number("tested", rises.tested()),
        number("withoutHistory", rises.withoutHistory()),
        Member.of("complete", Json.bool(rises.complete())),
        Member.of("hours", Json.array(rises.rises().stream().map(RatesJson::rise).toList())));
  }

  private static Json rise(Rise rise) {
    return Json.object(
        text("identity", rise.identity()),
        text("hour", rise.hour()),
        Member.of("now", CountsJson.of(rise.now())),
        Member.of("before", CountsJson.of(rise.before())),
        number("mostBefore", rise.most()),
        Member.of("chance", new Json.JsonNumber(Double.toString(rise.chance()), Span.NONE)),
        Member.of("class", rise.main().<Json>map(RatesJson::riseClass).orElse(NULL)),
        Member.of(
            "classes", Json.array(rise.classes().stream().map(RatesJson::riseClass).toList())));
  }

  private static Json riseClass(RiseClass found) {
    return Json.object(
        text("class", found.title()),
        text("confidence", found.confidence().isEmpty() ? null : found.confidence()),
        number("denied", found.denied()));
  }

  private static Json workflow(Workflow workflow) {
    return Json.object(
        text("purpose", workflow.purpose()),
        number("ended", workflow.ended()),
        number("unsuccessful", workflow.unsuccessful()),
        Member.of("wantOfAuthority", CountsJson.of(workflow.rate())));
  }

  private static Json cause(LargestCause cause) {
    return Json.object(
        text("identity", cause.identity()),
        text("action", cause.action()),
        text("container", cause.container()),
        number("denied", cause.denied()),
        text("first", cause.first()),
        text("last", cause.last()),
        text("observableFrom", cause.observableFrom()));
  }

  private static Json sight(Sight sight) {
    return Json.object(
        text("kind", sight.kind()),
        text("source", sight.source()),
        text("point", sight.point()),
        text("service", sight.service()),
        text("category", sight.category()),
        text("from", sight.first()),
        Member.of("exact", Json.bool(sight.exact())));
  }

  private static Json group(List<Dimension> by, Group group) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      members.add(text(by.get(i).title(), group.names().get(i)));
    }
    members.add(Member.of("counts", CountsJson.of(group.counts())));
    members.add(number("duplicates", group.duplicates()));
    members.add(text("first", group.first()));
    members.add(text("last", group.last()));
    return Json.object(members);
  }

  private static Json others(Tally.Others others) {
    return Json.object(
        number("groups", others.groups()),
        Member.of("counts", CountsJson.of(others.counts())),
        number("unnamed", others.unnamed()));
  }

  private static Member text(String name, @Nullable Object value) {
    return Member.of(name, value == null ? NULL : Json.string(value.toString()));
  }

  private static Member number(String name, long value) {
    return Member.of(name, Json.integer(value));
  }
}
