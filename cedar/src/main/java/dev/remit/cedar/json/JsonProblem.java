package dev.remit.cedar.json;

/// What to do about malformed JSON, told from the parser's own words.
final class JsonProblem {
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private JsonProblem() {}

  static String help(String problem, int codePoint) {
    if (codePoint == BYTE_ORDER_MARK) {
      return "save the file without a byte order mark";
    }
    if (problem.contains("start field name")) {
      return "write a member name in double quotes";
    }
    if (problem.contains("field name and value")) {
      return "write a `:` between a name and its value";
    }
    if (problem.contains("comma to separate")) {
      return "write a `,` between two of a list, or close the list";
    }
    if (problem.contains("comment")) {
      return "JSON has no comments";
    }
    return help(problem, problem.contains("Unrecognized token"));
  }

  private static String help(String problem, boolean word) {
    if (problem.contains("numeric value") || problem.contains("exponent")) {
      return "write a number as in `-12` or `0.5`";
    }
    if (problem.contains("Illegal unquoted")) {
      return "write it as an escape";
    }
    if (problem.contains("escape")) {
      return "write `\\\\` for a backslash, or an escape as `\\n` or `\\u0041`";
    }
    if (word) {
      return "write a value; text stands in double quotes";
    }
    return problem.contains("value") ? "write a value" : "remove it";
  }
}
