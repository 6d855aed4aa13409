package dev.remit.server.authzen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A request that the certification scenario sends, with what it says of the answer: `expected` is
/// the JSON that the answer must show, empty where it shows none.
record ScenarioStep(String section, String title, String request, int status, String expected) {
  private static final Pattern HEADING = Pattern.compile("#+ .*\\{#(c-[0-9-]+)}");
  private static final Pattern REQUEST =
      Pattern.compile("\\*\\*((?:Request|(?:Subject|Resource|Action) Search).*?)\\*\\*.*");
  private static final Pattern STATUS = Pattern.compile("HTTP (\\d{3})");
  private static final Pattern DECISION = Pattern.compile("`\"decision\": (true|false)`");

  /// Every one of the document, in its order.
  static List<ScenarioStep> of(List<String> lines) {
    List<ScenarioStep> steps = new ArrayList<>();
    String section = "";
    String title = "";
    StringBuilder request = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    String inline = "";
    int status = 0;
    StringBuilder block = null;
    for (String line : lines) {
      Matcher heading = HEADING.matcher(line);
      Matcher asks = REQUEST.matcher(line);
      if (line.startsWith("~~~")) {
        block = block != null ? null : status == 0 ? request : expected;
      } else if (block != null) {
        block.append(line).append('\n');
      } else if (heading.matches() || asks.matches()) {
        add(
            steps,
            new ScenarioStep(
                section,
                title,
                request.toString(),
                status,
                expected.isEmpty() ? inline : expected.toString()));
        section = heading.matches() ? heading.group(1) : section;
        title = asks.matches() ? asks.group(1) : "";
        request = new StringBuilder();
        expected = new StringBuilder();
        inline = "";
        status = 0;
      } else if (line.startsWith("**Expected:**")) {
        Matcher said = STATUS.matcher(line);
        status = said.find() ? Integer.parseInt(said.group(1)) : 200;
        Matcher decision = DECISION.matcher(line);
        if (decision.find()) {
          inline = "{\"decision\": " + decision.group(1) + "}";
        }
      }
    }
    add(
        steps,
        new ScenarioStep(
            section,
            title,
            request.toString(),
            status,
            expected.isEmpty() ? inline : expected.toString()));
    return steps;
  }

  private static void add(List<ScenarioStep> steps, ScenarioStep step) {
    if (!step.request().isEmpty() && step.status() != 0) {
      steps.add(step);
    }
  }

  /// Where it is sent.
  String path() {
    if (!section.startsWith("c-4")) {
      return section.startsWith("c-3") ? Authzen.EVALUATIONS : Authzen.EVALUATION;
    }
    String sought =
        switch (section) {
          case "c-4-6-1" -> "action";
          case "c-4-7-1", "c-4-7-2" ->
              title.substring(0, title.indexOf(' ')).toLowerCase(Locale.ROOT);
          default ->
              section.startsWith("c-4-3")
                  ? "resource"
                  : section.startsWith("c-4-4") ? "action" : "subject";
        };
    return Authzen.SEARCH + sought;
  }
}
