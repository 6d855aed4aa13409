package dev.remit.cli.observe;

import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.cloudtrail.CloudTrailFormat;
import dev.remit.insight.observe.kubernetes.KubernetesAuditFormat;
import dev.remit.insight.observe.opa.OpaFormat;
import dev.remit.insight.observe.proxy.EnvoyFormat;
import dev.remit.insight.observe.proxy.NginxFormat;
import java.util.List;
import java.util.Optional;

/// The kinds of logs that can be imported. A new one is added here, and nowhere else.
final class EventFormats {
  /// In the order of the help.
  static final List<EventFormat> ALL =
      List.of(
          new CloudTrailFormat(),
          new KubernetesAuditFormat(),
          new NginxFormat(),
          new EnvoyFormat(),
          new OpaFormat());

  private EventFormats() {}

  /// The one that the command line calls `source`.
  static Optional<EventFormat> find(String source) {
    return ALL.stream().filter(format -> format.source().equals(source)).findFirst();
  }
}
