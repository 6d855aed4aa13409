package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;

/// Reads one JSON text, strictly as RFC 8259 has it: no comments, no trailing commas, nothing after
/// the value; beyond that it refuses member names used twice and unpaired surrogates.
public final class JsonReader {
  private JsonReader() {}

  /// Throws with every mistake found: malformed JSON ends the reading, the rest is collected.
  /// Nesting is bounded by [Limits#JSON_DEPTH_MAX].
  public static Json read(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Json tree = read(diagnostics, Limits.JSON_DEPTH_MAX);
    diagnostics.refuseIfAny();
    return tree;
  }

  /// The tree of a text that may have mistakes which do not end the reading; they are added.
  public static Json read(Diagnostics diagnostics) throws SyntaxException {
    return read(diagnostics, Limits.JSON_DEPTH_MAX);
  }

  static Json read(Diagnostics diagnostics, int depthMax) throws SyntaxException {
    JsonTokens tokens = new JsonTokens(diagnostics);
    tokens.requireFirst();
    Json tree = new JsonTreeReader(tokens, depthMax).read();
    tokens.requireEnd();
    return tree;
  }
}
