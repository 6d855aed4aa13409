package dev.remit.store.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.JsonWriter;
import dev.remit.store.Records;
import dev.remit.store.row.RecordRows;
import dev.remit.store.row.Row;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchExportTest {
  @TempDir private Path folder;

  /// Its outcome is a denial, but nothing was held up.
  @Test
  void aSearchIsNoFailureOfAnybody() {
    Row row = RecordRows.of(Records.search(Records.bundle(folder)));
    assertThat(JsonWriter.compact(OcsfJson.of(row)))
        .contains("\"status\":\"Success\"")
        .contains("\"action\":\"Searched\"")
        .contains("\"disposition\":\"Logged\"");
  }
}
