package dev.remit.insight.observe.proxy;

import dev.remit.store.observation.ObservedOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What Envoy decided about a request, or what is behind it did: the status of the answer, 0 where
/// it never began, and what that comes to.
///
/// The details of the answer name the filter that refused; without them, the flags do, and without
/// either only the status is left. Where the external authorizer failed, Envoy refuses with 403 and
/// the same flag as for a denial: only the details tell that nothing was decided.
record EnvoyRuling(int status, ObservedOutcome outcome, Layer layer, String because) {
  private static final String RBAC = "rbac_access_denied";
  private static final String JWT = "jwt_authn_access_denied";
  private static final String AUTHZ_DENIED = "ext_authz_denied";
  private static final String AUTHZ_FAILED = "ext_authz_error";
  private static final String VIA_UPSTREAM = "via_upstream";

  private static final List<String> LIMITED =
      List.of("request_rate_limited", "local_rate_limited", "admission_control_drop");

  /// Flags of what failed, in Envoy, on the way or behind it. Not `DI`, which only delays.
  private static final Set<String> FAILED =
      Set.of(
          "UH", "UF", "UO", "NR", "URX", "NC", "DT", "DC", "LH", "UT", "LR", "UR", "UC", "FI",
          "RLSE", "SI", "UPE", "UMSDR", "OM", "DF", "NFCF", "DO", "DR", "UDO");

  /// Codes of gRPC, by number or by name, which the access log may write as `PermissionDenied` or
  /// as `PERMISSION_DENIED`: here in lower case and in one word.
  private static final Map<String, ObservedOutcome> GRPC =
      Map.ofEntries(
          Map.entry("permissiondenied", ObservedOutcome.DENIED),
          Map.entry("7", ObservedOutcome.DENIED),
          Map.entry("unauthenticated", ObservedOutcome.UNAUTHENTICATED),
          Map.entry("16", ObservedOutcome.UNAUTHENTICATED),
          Map.entry("resourceexhausted", ObservedOutcome.THROTTLED),
          Map.entry("8", ObservedOutcome.THROTTLED),
          Map.entry("internal", ObservedOutcome.FAULT),
          Map.entry("13", ObservedOutcome.FAULT),
          Map.entry("unavailable", ObservedOutcome.FAULT),
          Map.entry("14", ObservedOutcome.FAULT),
          Map.entry("deadlineexceeded", ObservedOutcome.FAULT),
          Map.entry("4", ObservedOutcome.FAULT));

  private static final int ERROR_FROM = 400;

  static EnvoyRuling of(Entry entry, int status) {
    String details = entry.first("response_code_details");
    Set<String> flags = Set.copyOf(List.of(entry.first("response_flags").split(",", -1)));
    if (details.startsWith(RBAC) || isConnectionRefused(entry)) {
      String said =
          details.startsWith(RBAC) ? details : entry.first("connection_termination_details");
      return new EnvoyRuling(status, ObservedOutcome.DENIED, Layer.GATEWAY, within(said));
    }
    if (details.startsWith(JWT)) {
      return new EnvoyRuling(
          status, ObservedOutcome.UNAUTHENTICATED, Layer.GATEWAY, within(details));
    }
    if (details.startsWith(AUTHZ_FAILED)) {
      return new EnvoyRuling(
          status, ObservedOutcome.FAULT, Layer.GATEWAY, "the external authorizer did not answer");
    }
    if (details.startsWith(AUTHZ_DENIED) || flags.contains("UAEX")) {
      return new EnvoyRuling(status, refused(status), Layer.GATEWAY, "the external authorizer");
    }
    if (flags.contains("RL") || LIMITED.stream().anyMatch(details::startsWith)) {
      return new EnvoyRuling(
          status, ObservedOutcome.THROTTLED, Layer.GATEWAY, "a limit of requests");
    }
    boolean isAnswered = status > 0 && status < ERROR_FROM;
    if (!isAnswered && flags.stream().anyMatch(FAILED::contains)) {
      return new EnvoyRuling(status, ObservedOutcome.FAULT, Layer.GATEWAY, "");
    }
    return new EnvoyRuling(status, answered(entry, status), layer(entry, details), "");
  }

  /// Whether a connection was refused before there was a request in it.
  static boolean isConnectionRefused(Entry entry) {
    return entry.first("connection_termination_details").startsWith(RBAC);
  }

  /// An authorizer may answer that nobody is known, or that it was asked too much.
  private static ObservedOutcome refused(int status) {
    ObservedOutcome outcome = Statuses.outcome(status);
    return outcome == ObservedOutcome.UNAUTHENTICATED || outcome == ObservedOutcome.THROTTLED
        ? outcome
        : ObservedOutcome.DENIED;
  }

  /// Calls of gRPC are refused with the status 200.
  private static ObservedOutcome answered(Entry entry, int status) {
    ObservedOutcome outcome = Statuses.outcome(status);
    String code = entry.first("grpc_status", "grpc_status_number");
    return outcome == ObservedOutcome.PERMITTED
        ? GRPC.getOrDefault(code.replace("_", "").toLowerCase(Locale.ROOT), outcome)
        : outcome;
  }

  /// Envoy says of what came from behind just that; without the details, what was answered by a
  /// host is from behind.
  private static Layer layer(Entry entry, String details) {
    if (!details.isEmpty()) {
      return details.equals(VIA_UPSTREAM) ? Layer.APPLICATION : Layer.GATEWAY;
    }
    if (!entry.tells("upstream_host")) {
      return Layer.UNKNOWN;
    }
    return entry.first("upstream_host").isEmpty() ? Layer.GATEWAY : Layer.APPLICATION;
  }

  /// What stands in the brackets of `rbac_access_denied_matched_policy[p]`.
  private static String within(String details) {
    int begin = 0;
    while (begin < details.length() && "[{".indexOf(details.charAt(begin)) < 0) {
      begin++;
    }
    boolean isClosed =
        !details.isEmpty() && "]}".indexOf(details.charAt(details.length() - 1)) >= 0;
    return begin + 1 < details.length() && isClosed
        ? details.substring(begin + 1, details.length() - 1)
        : "";
  }
}
