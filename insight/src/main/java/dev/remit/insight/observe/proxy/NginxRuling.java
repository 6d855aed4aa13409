package dev.remit.insight.observe.proxy;

import dev.remit.store.observation.ObservedOutcome;

/// What nginx decided about a request, or what is behind it did: the status of the answer and what
/// that comes to. `isLimited` is whether a limit of nginx's own refused it, which answers 503
/// unless told otherwise.
record NginxRuling(int status, ObservedOutcome outcome, Layer layer, boolean isLimited) {
  static final String UPSTREAM = "upstream_status";

  private static final String REJECTED = "REJECTED";

  static NginxRuling of(Entry entry, int status) {
    boolean isLimited =
        entry.first("limit_req_status").equals(REJECTED)
            || entry.first("limit_conn_status").equals(REJECTED);
    return new NginxRuling(
        status,
        isLimited ? ObservedOutcome.THROTTLED : Statuses.outcome(status),
        layer(entry, status),
        isLimited);
  }

  /// Told by the last status that was had from behind: nginx writes one for each server that it
  /// tried, and one of its own where a server did not answer.
  private static Layer layer(Entry entry, int status) {
    if (!entry.tells(UPSTREAM)) {
      return Layer.UNKNOWN;
    }
    String all = entry.first(UPSTREAM);
    String last = all.substring(Math.max(all.lastIndexOf(' '), all.lastIndexOf(',')) + 1);
    if (!last.equals(Integer.toString(status))) {
      return Layer.GATEWAY;
    }
    return Statuses.isFault(status) ? Layer.UNKNOWN : Layer.APPLICATION;
  }

  /// Whether the gateway let whoever asked in.
  boolean isLetIn() {
    return switch (outcome) {
      case PERMITTED -> true;
      case DENIED -> layer != Layer.GATEWAY;
      case AUTHENTICATED, UNAUTHENTICATED, THROTTLED, FAULT -> layer == Layer.APPLICATION;
    };
  }
}
