package dev.remit.insight.rate;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Counts and rates as machines read them.
public final class CountsJson {
  private CountsJson() {}

  /// Every account, their sums, and the rates.
  public static Json.JsonObject of(Counts counts) {
    List<Member> members = new ArrayList<>();
    members.add(number("attempts", counts.attempts()));
    members.add(number("evaluated", counts.evaluated()));
    for (Account account : Account.ALL) {
      members.add(number(account.title(), counts.count(account)));
    }
    members.add(Member.of("deniedOfEvaluated", of(counts.deniedOfEvaluated())));
    members.add(Member.of("deniedOfAttempts", of(counts.deniedOfAttempts())));
    members.add(Member.of("refusedOfAttempts", of(counts.refusedOfAttempts())));
    members.add(Member.of("failedOfAttempts", of(counts.failedOfAttempts())));
    return Json.object(members);
  }

  /// A part of nothing has no percentage.
  public static Json.JsonObject of(Rate rate) {
    Member part = number("part", rate.numerator());
    Member whole = number("of", rate.denominator());
    return rate.isDefined()
        ? Json.object(part, whole, Member.of("percent", decimal(rate.percent())))
        : Json.object(part, whole);
  }

  private static Member number(String name, long value) {
    return Member.of(name, Json.integer(value));
  }

  private static Json decimal(double value) {
    return new Json.JsonNumber(String.format(Locale.ROOT, "%.4f", value), Span.NONE);
  }
}
