package dev.remit.server.access;

import java.util.Locale;

/// What a caller of the service may be allowed to do: the actions of Remit's own policies.
public enum Right {
  /// Ask for decisions.
  EVALUATE,
  /// Ask who may, what may be done, and on what.
  SEARCH,
  /// Open tasks, look at them and end them, and report outcomes.
  RUN_TASKS,
  /// See the nearest permits of a denial, with the clauses that were false.
  EXPLAIN,
  READ_DECISIONS,
  REPLAY_DECISIONS,
  READ_BUNDLES,
  PUBLISH_BUNDLES,
  /// Publish parts of the bundle in force; which ones, the policies say beside.
  PUBLISH_PARTS,
  READ_ENTITIES,
  CHANGE_ENTITIES,
  READ_CALLERS,
  CHANGE_CALLERS,
  /// Say whose caller it is that proves itself by what an issuer or an authority gave it.
  VOUCH_FOR_CALLERS,
  READ_METRICS;

  /// Whether what is done with it changes what the service decides, or who may ask: the operator is
  /// told of each use.
  public boolean changes() {
    return switch (this) {
      case PUBLISH_BUNDLES, PUBLISH_PARTS, CHANGE_ENTITIES, CHANGE_CALLERS, VOUCH_FOR_CALLERS ->
          true;
      case EVALUATE,
          SEARCH,
          RUN_TASKS,
          EXPLAIN,
          READ_DECISIONS,
          REPLAY_DECISIONS,
          READ_BUNDLES,
          READ_ENTITIES,
          READ_CALLERS,
          READ_METRICS ->
          false;
    };
  }

  /// As policies name it: `read-decisions`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
