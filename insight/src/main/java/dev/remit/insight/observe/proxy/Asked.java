package dev.remit.insight.observe.proxy;

import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.store.observation.ObservedOutcome;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a line tells that a proxy was asked, whether or not it can be read: method and target as
/// they were sent, each empty where it is not told.
record Asked(String method, String target) {
  private static final String UNSET = "-";
  private static final Pattern USUAL_METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");

  /// By the fields of these names, or else by the line of the request.
  static Asked of(Entry entry, String[] methods, String[] targets) {
    Asked fields = new Asked(entry.first(methods), entry.first(targets));
    return fields.isNothing() ? ofLine(entry.first("request")) : fields;
  }

  /// Of `GET /orders HTTP/1.1`, in which a client may have written a target with spaces.
  private static Asked ofLine(String line) {
    int begin = line.indexOf(' ');
    int end = line.lastIndexOf(' ');
    if (begin < 0) {
      return new Asked(told(line), "");
    }
    String target = begin == end ? line.substring(begin + 1) : line.substring(begin + 1, end);
    return new Asked(told(line.substring(0, begin)), told(target));
  }

  private static String told(String word) {
    return word.equals(UNSET) ? "" : word;
  }

  /// A tunnel, to whatever is at the address.
  static Asked tunnel(String address) {
    return new Asked(HttpTarget.TUNNEL, address);
  }

  boolean isNothing() {
    return method.isEmpty() && target.isEmpty();
  }

  /// Empty where it cannot be read. Of a request that was damaged, only one of a usual form was a
  /// request at all. A tunnel is to the host, where it has no target, as in HTTP/2.
  Optional<HttpTarget> read(String host, boolean isDamaged) {
    if (isDamaged && !isUsual()) {
      return Optional.empty();
    }
    boolean isToHost = method.equals(HttpTarget.TUNNEL) && target.isEmpty();
    return HttpTarget.of(method, isToHost ? host : target, host);
  }

  private boolean isUsual() {
    return USUAL_METHOD.matcher(method).matches() && target.indexOf(' ') < 0;
  }

  /// Throws [UnreadableEvent] where something was decided about what cannot be read: it is no
  /// connection without a request, and must not go missing as one.
  void requireUndecided(ObservedOutcome outcome, boolean isDamaged) throws UnreadableEvent {
    if (!isNothing() && !isDamaged && outcome != ObservedOutcome.FAULT) {
      throw new UnreadableEvent(
          "names a request that cannot be read: its method is no token of at most "
              + HttpTarget.METHOD_MAX
              + " characters, or it has no target; log both as they were sent");
    }
  }
}
