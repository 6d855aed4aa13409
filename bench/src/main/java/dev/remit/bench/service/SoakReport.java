package dev.remit.bench.service;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a soak came to. `answered` and `logged` are the decisions by their ids, `verified` what the
/// log's verification found wrong, empty if nothing.
record SoakReport(
    double saturation,
    int rate,
    List<Samples.Sample> samples,
    List<Trend> trends,
    Map<String, Long> beside,
    long wrong,
    List<String> faults,
    IdSum.Total answered,
    IdSum.Total logged,
    List<String> findings,
    double stopSeconds) {
  private static final int ROWS = 15;

  /// Every reason why it failed; none if it did not.
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    if (wrong > 0) {
      failures.add(wrong + " answers were wrong");
    }
    faults.forEach(fault -> failures.add("error: " + fault));
    if (!answered.equals(logged)) {
      failures.add(
          "the accounts do not balance: %,d decisions answered, %,d in the log%s"
              .formatted(
                  answered.count(),
                  logged.count(),
                  answered.count() == logged.count() ? ", of other ids" : ""));
    }
    findings.forEach(finding -> failures.add("the log does not verify: " + finding));
    beside.forEach((name, count) -> {
      if (count == 0) {
        failures.add("no " + name + " happened");
      }
    });
    trends.stream()
        .filter(trend -> !trend.isFlat())
        .forEach(trend ->
            failures.add(
                text(
                    "%s grew by %.1f over the time counted; %.1f would be flat",
                    trend.name(), trend.growth(), trend.growthMax())));
    return failures;
  }

  String table() {
    StringBuilder out = new StringBuilder();
    out.append(text("saturated at %,.0f/s, soaked at %,d/s%n", saturation, rate));
    out.append(
        text(
            "%9s %12s %9s %11s %8s %12s %7s%n",
            "seconds", "resident MB", "heap MB", "open files", "threads", "answers", "errors"));
    int step = Math.max(1, samples.size() / ROWS);
    for (int i = samples.size() - 1 - (samples.size() - 1) / step * step;
        i < samples.size();
        i += step) {
      Samples.Sample one = samples.get(i);
      out.append(
          text(
              "%9.0f %12.0f %9.0f %11d %8d %,12d %7d%n",
              one.seconds(),
              one.residentMegabytes(),
              one.heapMegabytes(),
              one.openFiles(),
              one.threads(),
              one.answers(),
              one.faults()));
    }
    for (Trend trend : trends) {
      out.append(
          text(
              "%-12s mean %.1f, grew by %.1f after the warm-up (at most %.1f): %s%n",
              trend.name(),
              trend.mean(),
              trend.growth(),
              trend.growthMax(),
              trend.isFlat() ? "flat" : "NOT FLAT"));
    }
    out.append(
        beside.entrySet().stream()
            .map(one -> text("%,d %s", one.getValue(), one.getKey()))
            .collect(Collectors.joining(", ", "beside it: ", "\n")));
    out.append(
        text(
            "accounts: %,d decisions answered, %,d in the log once; stopped in %.2f s%n",
            answered.count(), logged.count(), stopSeconds));
    List<String> failures = failures();
    out.append(failures.isEmpty() ? "sound\n" : "");
    failures.forEach(failure -> out.append("FAILED: ").append(failure).append('\n'));
    return out.toString();
  }

  String json() {
    return text(
        "{\"saturation\":%.1f,\"rate\":%d,\"sound\":%b,\"wrong\":%d,\"answered\":%d,\"logged\":%d,\"balanced\":%b,"
            + "\"findings\":%d,\"stopSeconds\":%.3f,\"failures\":%d,%n\"beside\":{%s},%n\"trends\":[%s],%n\"samples\":[%s]}%n",
        saturation,
        rate,
        failures().isEmpty(),
        wrong,
        answered.count(),
        logged.count(),
        answered.equals(logged),
        findings.size(),
        stopSeconds,
        failures().size(),
        beside.entrySet().stream()
            .map(one -> text("\"%s\":%d", one.getKey(), one.getValue()))
            .collect(Collectors.joining(",")),
        trends.stream()
            .map(trend ->
                text(
                    "{\"name\":\"%s\",\"mean\":%.3f,\"growth\":%.3f,\"growthMax\":%.3f,\"flat\":%b}",
                    trend.name(), trend.mean(), trend.growth(), trend.growthMax(), trend.isFlat()))
            .collect(Collectors.joining(",\n")),
        samples.stream()
            .map(one ->
                text(
                    "{\"seconds\":%.1f,\"residentMegabytes\":%.1f,\"heapMegabytes\":%.1f,\"openFiles\":%d,\"threads\":%d,\"answers\":%d,\"faults\":%d}",
                    one.seconds(),
                    one.residentMegabytes(),
                    one.heapMegabytes(),
                    one.openFiles(),
                    one.threads(),
                    one.answers(),
                    one.faults()))
            .collect(Collectors.joining(",\n")));
  }

  @FormatMethod
  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
