package dev.remit.server.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// As much of PromQL as our own documents use: a sum of increases over another, or differences of
/// such. A counter's increase over all its life is its value.
public final class PromQl {
  private static final Pattern BLOCK = Pattern.compile("```promql\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SUM =
      Pattern.compile("(-\\s*)?sum\\(increase\\((\\w+)(?:\\{([^}]*)\\})?\\[\\w+\\]\\)\\)");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
  private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)\\})? (\\S+)");

  private PromQl() {}

  /// The blocks of a document that are PromQL.
  public static List<String> expressions(Path document) throws IOException {
    return BLOCK
        .matcher(Files.readString(document))
        .results()
        .map(block -> block.group(1).strip())
        .toList();
  }

  /// What a quotient comes to on metrics in Prometheus' text form.
  public static double ratio(String expression, String metrics) {
    int over = expression.indexOf("/ ");
    return side(expression.substring(0, over), metrics)
        / side(expression.substring(over + 2), metrics);
  }

  private static double side(String side, String metrics) {
    String rest = SUM.matcher(side).replaceAll("");
    if (!rest.replaceAll("[()\\s]", "").isEmpty()) {
      throw new AssertionError("not understood: " + rest);
    }
    double value = 0;
    for (MatchResult sum : SUM.matcher(side).results().toList()) {
      double increase = sum(sum.group(2), sum.group(3), metrics);
      value += sum.group(1) == null ? increase : -increase;
    }
    return value;
  }

  private static double sum(String name, String matchers, String metrics) {
    List<MatchResult> wanted = new ArrayList<>();
    if (matchers != null) {
      MATCHER.matcher(matchers).results().forEach(wanted::add);
    }
    double sum = 0;
    for (String line : metrics.lines().toList()) {
      Matcher series = SERIES.matcher(line);
      if (series.matches() && series.group(1).equals(name) && fits(wanted, series.group(2))) {
        sum += Double.parseDouble(series.group(3));
      }
    }
    return sum;
  }

  private static boolean fits(List<MatchResult> wanted, String labels) {
    Map<String, String> all = new TreeMap<>();
    MATCHER.matcher(labels).results().forEach(label -> all.put(label.group(1), label.group(3)));
    return wanted.stream()
        .allMatch(each -> {
          String value = all.getOrDefault(each.group(1), "");
          return each.group(2).equals("=")
              ? value.equals(each.group(3))
              : value.matches(each.group(3));
        });
  }
}
