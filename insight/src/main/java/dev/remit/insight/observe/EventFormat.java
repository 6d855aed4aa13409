package dev.remit.insight.observe;

/// One kind of log of another system: how its events are read.
///
/// Immutable, and used by any thread.
public interface EventFormat {
  /// What the command line, and the column `source` of records, call it.
  String source();

  /// How its files hold the events one after the other.
  Framing framing();

  /// What an event says. `utf8` holds it from `from` to before `to`, and is read, not kept.
  ///
  /// Throws [UnreadableEvent] for what is no event of this kind of log.
  Event read(Place place, byte[] utf8, int from, int to) throws UnreadableEvent;

  /// How files hold events.
  enum Framing {
    /// A line each; empty lines are none.
    LINES,
    /// A line of JSON each, or an array of objects, or one JSON object whose only array of objects,
    /// `Records` or `items`, holds them, or any number of such ones after the other.
    JSON
  }
}
