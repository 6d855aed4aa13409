package dev.remit.conformance.world;

import java.util.List;

/// Every engine that must agree.
public final class Engines {
  private static final List<Engine> ALL =
      List.of(new OracleEngine(), new OwnEngine(), new ReferenceJudge());

  private Engines() {}

  /// The oracle first.
  public static List<Engine> all() {
    return ALL;
  }
}
