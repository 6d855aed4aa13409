package dev.remit.insight.observe.intake;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The smallest kind of log: a line `ID HOUR` each; `pass` is passed over, `bad` no event.
record LineFormat(String source) implements EventFormat {
  private static final long HOUR_SECONDS = 3600;

  @Override
  public Framing framing() {
    return Framing.LINES;
  }

  @Override
  public Event read(Place place, byte[] utf8, int from, int to) throws UnreadableEvent {
    String line = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    if (line.startsWith("pass")) {
      return new Event.Passed("remarks");
    }
    String[] words = line.split(" ", -1);
    if (words.length != 2) {
      throw new UnreadableEvent("is no `ID HOUR`");
    }
    return new Event.Observed(
        new Observation(
            source,
            words[0],
            Instant.ofEpochSecond(Long.parseLong(words[1]) * HOUR_SECONDS),
            "test",
            ObservedOutcome.PERMITTED,
            EntityUid.of("User", "u"),
            EntityUid.of("Action", "a"),
            List.of(),
            "",
            "",
            OptionalInt.empty(),
            ObservedClient.UNKNOWN,
            Provenance.ABSENT,
            Optional.empty(),
            Json.object(),
            place.toString()));
  }
}
