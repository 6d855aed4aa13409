package dev.remit.bench;

/// The engines by the names that the tables use.
final class Peers {
  private Peers() {}

  static Peer open(String engine, MixedRules world) {
    return switch (engine) {
      case "hand-written" -> new HandWrittenPeer(world);
      case "sapl" -> new SaplPeer(world);
      case "jcasbin" -> new CasbinPeer(world);
      case "authzforce" -> new AuthzforcePeer(world);
      default -> open(engine, CedarWorkload.of(world));
    };
  }

  static Peer open(String engine, CedarWorkload workload) {
    return switch (engine) {
      case "remit-decision" -> new RemitPeer(workload, RemitPeer.Call.DECISION);
      case "remit-response" -> new RemitPeer(workload, RemitPeer.Call.RESPONSE);
      case "remit-lookup" -> new RemitPeer(workload, RemitPeer.Call.LOOKUP);
      case "cedar-java" -> new CedarJavaPeer(workload);
      default -> throw new IllegalArgumentException("no engine " + engine);
    };
  }

  /// Throws [IllegalStateException] if any answer differs from the scan over all rules.
  static void requireRightAnswers(Peer peer, MixedRules world) {
    for (int i = 0; i < world.calls().size(); i++) {
      boolean expected = world.expected(world.calls().get(i));
      if (peer.isPermitted(i) != expected) {
        throw new IllegalStateException("request " + i + " should be " + expected);
      }
    }
  }

  /// Throws [IllegalStateException] if the two disagree on any of `count` requests.
  static void requireSameAnswers(Peer one, Peer other, int count) {
    for (int i = 0; i < count; i++) {
      if (one.isPermitted(i) != other.isPermitted(i)) {
        throw new IllegalStateException("the engines disagree on request " + i);
      }
    }
  }
}
