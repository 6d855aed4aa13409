package dev.remit.insight.observe.proxy;

import dev.remit.insight.observe.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A line as Envoy writes it unless it is told otherwise, or Istio's proxies do.
///
/// Envoy writes what a client sends as it came, quotes too. A line with more quotes than its format
/// has is therefore refused: nobody can say which of them a client wrote.
final class EnvoyLine {
  private static final Pattern SPACE = Pattern.compile(" ");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|-");

  /// Parts between quotes: those at odd places are quoted.
  private static final int PARTS_OF_DEFAULT = 13;

  private static final int PARTS_OF_ISTIO = 15;

  private static final String[] AFTER_REQUEST = {
    "response_code", "response_flags", "bytes_received", "bytes_sent", "duration", "service_time"
  };
  private static final String[] AFTER_REQUEST_OF_ISTIO = {
    "response_code", "response_flags", "response_code_details", "connection_termination_details"
  };
  private static final String[] COUNTS_OF_ISTIO = {
    "bytes_received", "bytes_sent", "duration", "service_time"
  };
  private static final String[] END_OF_ISTIO = {
    "upstream_cluster",
    "upstream_local_address",
    "downstream_local_address",
    "downstream_remote_address",
    "requested_server_name",
    "route_name"
  };
  private static final String[] QUOTED = {
    "x_forwarded_for", "user_agent", "x_request_id", "authority", "upstream_host"
  };

  private final String[] parts;
  private final Entry entry = new Entry();

  private EnvoyLine(String[] parts) {
    this.parts = parts;
  }

  static Entry read(byte[] utf8, int from, int to) throws UnreadableEvent {
    String line = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    EnvoyLine read = new EnvoyLine(line.split("\"", -1));
    boolean isOne =
        switch (read.parts.length) {
          case PARTS_OF_DEFAULT -> read.isDefault();
          case PARTS_OF_ISTIO -> read.isIstio();
          default -> false;
        };
    if (!isOne) {
      throw new UnreadableEvent(
          "is no object of JSON and no line of Envoy's or Istio's default format, or has a quote in"
              + " what a client sent; log JSON");
    }
    return read.entry;
  }

  private boolean isDefault() {
    return isBegin()
        && put(2, AFTER_REQUEST)
        && NUMBER.matcher(entry.first("bytes_sent")).matches()
        && isEnd(3)
        && parts[PARTS_OF_DEFAULT - 1].isBlank();
  }

  private boolean isIstio() {
    entry.put("upstream_transport_failure_reason", parts[3]);
    return isBegin()
        && put(2, AFTER_REQUEST_OF_ISTIO)
        && put(4, COUNTS_OF_ISTIO)
        && NUMBER.matcher(entry.first("bytes_sent")).matches()
        && isEnd(5)
        && put(PARTS_OF_ISTIO - 1, END_OF_ISTIO);
  }

  /// `[TIME] "METHOD PATH PROTOCOL"`.
  private boolean isBegin() {
    String time = parts[0];
    if (!time.startsWith("[") || !time.endsWith("] ")) {
      return false;
    }
    entry.put("start_time", time.substring(1, time.length() - 2));
    entry.put("request", parts[1]);
    return true;
  }

  /// The words of a part that stands between spaces.
  private boolean put(int place, String[] names) {
    String[] words = SPACE.split(parts[place].strip(), -1);
    if (words.length != names.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      entry.put(names[i], words[i]);
    }
    return true;
  }

  /// What is quoted one after the other, from a place on.
  private boolean isEnd(int place) {
    for (int i = 0; i < QUOTED.length; i++) {
      if (i > 0 && !parts[place + 2 * i - 1].equals(" ")) {
        return false;
      }
      entry.put(QUOTED[i], parts[place + 2 * i]);
    }
    return true;
  }
}
