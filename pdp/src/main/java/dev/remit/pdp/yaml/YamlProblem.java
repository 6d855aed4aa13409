package dev.remit.pdp.yaml;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// What the YAML parser found wrong, in words for people, and what to do. `isWhereItBegins` says
/// that its place is where the thing at fault begins, not where the parser gave up.
record YamlProblem(String message, String help, boolean isWhereItBegins) {
  private static final List<Known> KNOWN =
      List.of(
          at("'\\t(TAB)'", "a tab begins this", "indent with blanks"),
          at("found a key after", "a tab begins this", "indent with blanks"),
          at("cannot start any token", "no text begins so", "put the text in quotes"),
          from(
              "could not find expected ':'",
              "a line that is no `key: value`",
              "write a `:` and a blank behind the key"),
          at(
              "mapping values are not allowed",
              "a second `:` where one value stands",
              "put the text in quotes, or indent it as its neighbours are"),
          from(
              "unexpected end of stream",
              "this text in quotes does not end",
              "close it with the quote it begins with"),
          from(
              "expected ',' or ']'",
              "this list does not end, or lacks a `,`",
              "part its elements with `,` and close it with `]`"),
          from(
              "expected ',' or '}'",
              "this mapping does not end, or lacks a `,`",
              "part its entries with `,` and close it with `}`"),
          at(
              "expected <block end>",
              "this line fits none above it",
              "indent it as its neighbours are"),
          at(
              "unknown escape",
              "an escape that YAML does not have",
              "write `\\\\` for a backslash, or use single quotes"),
          at("<document start>", "this stands outside of the document", "remove it"));

  /// A part of the parser's own words, and what we make of it.
  private record Known(String part, YamlProblem problem) {}

  private static Known at(String part, String message, String help) {
    return new Known(part, new YamlProblem(message, help, false));
  }

  private static Known from(String part, String message, String help) {
    return new Known(part, new YamlProblem(message, help, true));
  }

  static YamlProblem of(MarkedYamlEngineException refused) {
    String problem = String.valueOf(refused.getProblem());
    for (Known known : KNOWN) {
      if (problem.contains(known.part)) {
        return known.problem;
      }
    }
    return other(problem);
  }

  /// In the parser's words.
  static YamlProblem other(String problem) {
    String line = problem.lines().findFirst().orElse("malformed YAML");
    return new YamlProblem(line, "write plain YAML", false);
  }
}
