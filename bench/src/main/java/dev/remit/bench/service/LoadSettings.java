package dev.remit.bench.service;

import java.nio.file.Path;
import java.util.List;

/// What to run. `seconds` is how long each measurement takes, `warmUp` how many seconds come before
/// those of singles and of batches, `rate` the questions a second of the one with latencies, `only`
/// names the services, all if it is empty; `cerbos` is its binary, empty to leave it out.
record LoadSettings(
    double seconds,
    double warmUp,
    int rate,
    int connections,
    List<String> only,
    String launcher,
    String cerbos,
    Path folder,
    Path json) {
  static final String USAGE =
      """
      bench/peers [--seconds N] [--warm-up N] [--rate N] [--connections N] [--only remit-buffered,remit-grpc-durable,cerbos,bare-fsync]
                  [--json FILE] [--folder F] [--launcher ./remit] [--cerbos BINARY]\
      """;

  static LoadSettings defaults() {
    return new LoadSettings(
        10,
        15,
        1_000,
        16,
        List.of(),
        "./remit",
        "",
        Path.of("bench", "target", "peers"),
        Path.of("bench", "target", "peers.json"));
  }

  /// Throws [IllegalArgumentException] for what is not in [#USAGE].
  static LoadSettings parse(List<String> arguments) {
    LoadSettings settings = defaults();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(arguments.get(i) + " has no value\n" + USAGE);
      }
      settings = settings.with(arguments.get(i), arguments.get(i + 1));
    }
    return settings;
  }

  private LoadSettings with(String name, String value) {
    boolean known =
        List.of(
                "--seconds",
                "--warm-up",
                "--rate",
                "--connections",
                "--only",
                "--launcher",
                "--cerbos",
                "--folder",
                "--json")
            .contains(name);
    if (!known) {
      throw new IllegalArgumentException("unknown: " + name + "\n" + USAGE);
    }
    return new LoadSettings(
        name.equals("--seconds") ? Double.parseDouble(value) : seconds,
        name.equals("--warm-up") ? Double.parseDouble(value) : warmUp,
        name.equals("--rate") ? Integer.parseInt(value) : rate,
        name.equals("--connections") ? Integer.parseInt(value) : connections,
        name.equals("--only") ? List.of(value.split(",", -1)) : only,
        name.equals("--launcher") ? value : launcher,
        name.equals("--cerbos") ? value : cerbos,
        name.equals("--folder") ? Path.of(value) : folder,
        name.equals("--json") ? Path.of(value) : json);
  }

  boolean isWanted(String name) {
    return only.isEmpty() || only.contains(name);
  }
}
