package dev.remit.server.measure;

import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.query.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The window that a call asks about, `[from, until)`, which has a begin in any case: nobody asks
/// about years by leaving something out.
record Window(Instant from, @Nullable Instant until) {
  private static final String NO_TIME =
      "is no time; write 2026-11-22, 2026-11-22T09:30:00Z, or how long ago as 15m, 24h, 7d";

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /// By the parameters `since`, which is `otherwise` ago if left out, and `until`.
  static Window read(Call call, Instant now, Duration otherwise) throws Refused {
    Optional<String> since = call.query("since");
    Optional<String> until = call.query("until");
    Instant from =
        since.isEmpty()
            ? now.minus(otherwise)
            : required("since", since.get(), Moment.start(since.get(), now));
    Instant end =
        until.isEmpty() ? null : required("until", until.get(), Moment.end(until.get(), now));
    if (end != null && end.isBefore(from)) {
      throw new Refused(
          Problem.parameter("until", until.orElseThrow(), "is before `since`, which is " + from));
    }
    return new Window(from, end);
  }

  /// Years that logs and engines have in common.
  private static boolean isKept(Instant moment) {
    return moment.isAfter(FIRST) && moment.isBefore(LAST);
  }

  private static Instant required(String name, String text, Optional<Instant> moment)
      throws Refused {
    return moment
        .filter(Window::isKept)
        .orElseThrow(() -> new Refused(Problem.parameter(name, text, NO_TIME)));
  }

  static Contract under(Contract contract, String otherwise) {
    return contract
        .with(
            "since",
            "string",
            "Decided at or after: an instant, a day, or how long ago: 15m. "
                + otherwise
                + " if left out.")
        .with("until", "string", "Decided before; with a day, up to its end.");
  }
}
