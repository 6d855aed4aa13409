package dev.remit.server.history;

import java.time.Duration;

/// What following decisions may take: how many follow at once, what is held for one who does not
/// keep up, how often one is told that the service is still there, and how long one may follow
/// before he has to ask, and to show who he is, again.
record StreamLimits(int clientsMax, int charsMax, Duration heartbeat, Duration ageMax) {
  static final StreamLimits STANDARD =
      new StreamLimits(100, 4 * 1024 * 1024, Duration.ofSeconds(15), Duration.ofHours(1));

  /// Groups of records that wait to be given to all.
  static final int GROUPS_MAX = 1024;

  /// Characters that are written to one client at once.
  static final int WRITE_CHARS = 64 * 1024;

  /// How long one that was cut off may take to read why.
  static final Duration FAREWELL = Duration.ofSeconds(10);
}
