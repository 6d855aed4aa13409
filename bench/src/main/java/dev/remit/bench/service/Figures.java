package dev.remit.bench.service;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What one service came to. A figure that could not be had is negative, and `fault` says why,
/// empty where all is well.
record Figures(
    String name,
    double startSeconds,
    double perSecond,
    double cpuMicros,
    double p50Millis,
    double p99Millis,
    double batchedPerSecond,
    double residentMegabytes,
    double peakMegabytes,
    long wrong,
    String fault) {

  static final double NONE = -1;

  static Figures failed(String name, String fault) {
    return new Figures(name, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 0, fault);
  }

  /// As a table for people, with ratios to the first whose name is so.
  static String table(List<Figures> all) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%-19s %8s %11s %8s %8s %8s %12s %7s %7s %6s%n"
            .formatted(
                "service",
                "start s",
                "decisions/s",
                "CPU µs",
                "p50 ms",
                "p99 ms",
                "batch of 50/s",
                "MB",
                "peak MB",
                "wrong"));
    for (Figures one : all) {
      out.append(
          "%-19s %8s %11s %8s %8s %8s %12s %7s %7s %6d%n"
              .formatted(
                  one.name,
                  text("%.2f", one.startSeconds),
                  text("%,.0f", one.perSecond),
                  text("%.0f", one.cpuMicros),
                  text("%.2f", one.p50Millis),
                  text("%.2f", one.p99Millis),
                  text("%,.0f", one.batchedPerSecond),
                  text("%.0f", one.residentMegabytes),
                  text("%.0f", one.peakMegabytes),
                  one.wrong));
    }
    for (Figures one : all) {
      if (!one.fault.isEmpty()) {
        out.append(one.name).append(": ").append(one.fault.strip()).append('\n');
      }
    }
    for (Figures one : all) {
      if (one.name.startsWith("remit")) {
        String protocol = one.name.contains("-grpc") ? "-grpc" : "";
        ratio(out, one, all, "cerbos" + protocol);
        ratio(out, one, all, "bare" + protocol + (one.name.endsWith("durable") ? "-fsync" : ""));
      }
    }
    return out.toString();
  }

  private static void ratio(StringBuilder out, Figures one, List<Figures> all, String to) {
    for (Figures other : all) {
      if (other.name.equals(to) && one.perSecond > 0 && other.perSecond > 0) {
        out.append(
            String.format(
                Locale.ROOT,
                "%s has %.2f times the decisions/s of %s%n",
                one.name,
                one.perSecond / other.perSecond,
                to));
      }
    }
  }

  private static String text(String format, double figure) {
    return figure < 0 ? "-" : String.format(Locale.ROOT, format, figure);
  }

  static String json(List<Figures> all) {
    return all.stream().map(Figures::json).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  private String json() {
    return String.format(
        Locale.ROOT,
        "{\"service\":\"%s\",\"startSeconds\":%s,\"perSecond\":%s,\"cpuMicros\":%s,\"p50Millis\":%s,"
            + "\"p99Millis\":%s,\"batchedPerSecond\":%s,\"residentMegabytes\":%s,"
            + "\"peakMegabytes\":%s,\"wrong\":%d,\"fault\":\"%s\"}",
        name,
        number(startSeconds),
        number(perSecond),
        number(cpuMicros),
        number(p50Millis),
        number(p99Millis),
        number(batchedPerSecond),
        number(residentMegabytes),
        number(peakMegabytes),
        wrong,
        fault.replaceAll("[^ -~]", " ").replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static String number(double figure) {
    return figure < 0 ? "null" : String.format(Locale.ROOT, "%.3f", figure);
  }
}
