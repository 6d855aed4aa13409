package dev.remit.bench.service;

import java.nio.file.Path;
import java.util.List;

/// What to run: `minutes` at `share` of the load that saturates the service, which is measured for
/// `measure` seconds after `warmUp` ones. A sample is taken every `every` seconds.
record SoakSettings(
    double minutes,
    double share,
    double warmUp,
    double measure,
    double every,
    int connections,
    String launcher,
    Path folder,
    Path json) {
  static final String USAGE =
      """
      bench/soak [--minutes N] [--share 0.7] [--warm-up SECONDS] [--measure SECONDS] [--every SECONDS]
                 [--connections N] [--json FILE] [--folder F] [--launcher ./remit]\
      """;

  static SoakSettings defaults() {
    return new SoakSettings(
        15,
        0.7,
        15,
        10,
        10,
        8,
        "./remit",
        Path.of("bench", "target", "soak"),
        Path.of("bench", "target", "soak.json"));
  }

  /// Throws [IllegalArgumentException] for what is not in [#USAGE].
  static SoakSettings parse(List<String> arguments) {
    SoakSettings settings = defaults();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(arguments.get(i) + " has no value\n" + USAGE);
      }
      settings = settings.with(arguments.get(i), arguments.get(i + 1));
    }
    return settings;
  }

  private SoakSettings with(String name, String value) {
    return switch (name) {
      case "--minutes" -> with(number(value), share, warmUp, measure, every);
      case "--share" -> with(minutes, number(value), warmUp, measure, every);
      case "--warm-up" -> with(minutes, share, number(value), measure, every);
      case "--measure" -> with(minutes, share, warmUp, number(value), every);
      case "--every" -> with(minutes, share, warmUp, measure, number(value));
      case "--connections" -> with(Integer.parseInt(value), launcher, folder, json);
      case "--launcher" -> with(connections, value, folder, json);
      case "--folder" -> with(connections, launcher, Path.of(value), json);
      case "--json" -> with(connections, launcher, folder, Path.of(value));
      default -> throw new IllegalArgumentException("unknown: " + name + "\n" + USAGE);
    };
  }

  private static double number(String value) {
    double number = Double.parseDouble(value);
    if (!(number > 0)) {
      throw new IllegalArgumentException(value + " is not more than 0\n" + USAGE);
    }
    return number;
  }

  private SoakSettings with(
      double newMinutes, double newShare, double newWarmUp, double newMeasure, double newEvery) {
    return new SoakSettings(
        newMinutes, newShare, newWarmUp, newMeasure, newEvery, connections, launcher, folder, json);
  }

  private SoakSettings with(int newConnections, String newLauncher, Path newFolder, Path newJson) {
    return new SoakSettings(
        minutes, share, warmUp, measure, every, newConnections, newLauncher, newFolder, newJson);
  }
}
