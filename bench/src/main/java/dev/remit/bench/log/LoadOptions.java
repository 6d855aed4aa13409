package dev.remit.bench.log;

import dev.remit.store.log.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What to run. `seconds` is how long each run takes; `rate` is the records a second of the paced
/// run with latencies; `giga` is how many gigabytes a log has that is opened again, 0 to leave that
/// out.
record LoadOptions(
    Path folder,
    double seconds,
    int producers,
    int rate,
    Durability durability,
    Form form,
    double giga,
    boolean peers,
    boolean latency) {

  /// What producers hand to the log.
  enum Form {
    /// Rows made beforehand, of which only the ids are new.
    ROWS,
    /// Decision records, which the producers' threads turn into rows.
    RECORDS
  }

  static final String USAGE =
      """
      bench/log [--folder F] [--seconds N] [--producers N] [--rate N] [--durability durable|buffered]
                [--form rows|records] [--giga N] [--no-peers] [--no-latency]\
      """;

  static LoadOptions defaults(Path folder) {
    return new LoadOptions(folder, 10, 2, 20_000, Durability.DURABLE, Form.RECORDS, 0, true, true);
  }

  /// Throws [IllegalArgumentException] for what is not in [#USAGE].
  static LoadOptions parse(List<String> arguments, Path folder) {
    LoadOptions options = defaults(folder);
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      options =
          switch (name) {
            case "--no-peers" -> options.withoutPeers();
            case "--no-latency" -> options.withoutLatency();
            default -> {
              i++;
              if (i == arguments.size()) {
                throw new IllegalArgumentException(name + " has no value\n" + USAGE);
              }
              yield options.with(name, arguments.get(i));
            }
          };
    }
    return options;
  }

  private LoadOptions withoutPeers() {
    return new LoadOptions(
        folder, seconds, producers, rate, durability, form, giga, false, latency);
  }

  private LoadOptions withoutLatency() {
    return new LoadOptions(folder, seconds, producers, rate, durability, form, giga, peers, false);
  }

  private LoadOptions with(String name, String value) {
    boolean known =
        List.of(
                "--folder",
                "--seconds",
                "--producers",
                "--rate",
                "--durability",
                "--form",
                "--giga")
            .contains(name);
    if (!known) {
      throw new IllegalArgumentException("unknown: " + name + "\n" + USAGE);
    }
    return new LoadOptions(
        name.equals("--folder") ? Path.of(value) : folder,
        name.equals("--seconds") ? Double.parseDouble(value) : seconds,
        name.equals("--producers") ? Integer.parseInt(value) : producers,
        name.equals("--rate") ? Integer.parseInt(value) : rate,
        name.equals("--durability") ? Durability.valueOf(upper(value)) : durability,
        name.equals("--form") ? Form.valueOf(upper(value)) : form,
        name.equals("--giga") ? Double.parseDouble(value) : giga,
        peers,
        latency);
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }
}
