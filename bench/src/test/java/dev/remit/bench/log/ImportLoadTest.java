package dev.remit.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportLoadTest {
  @TempDir Path folder = Path.of("");

  @Test
  void everyRunSaysWhatItCameTo() throws Exception {
    Path trail = SharedData.require("cloudtrail/stratus_red_team_detonations.jsonl.gz");
    Path repeated = folder.resolve("trail.jsonl.gz");
    ImportLoad.repeat(trail, repeated, 3);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      new ImportLoad(repeated, folder.resolve("data"), out).run();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("read alone    930 events", "930 observations, 0 duplicates, 0 known")
        .contains("0 observations, 0 duplicates, 930 known");
  }
}
