package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.testkit.SharedData;
import dev.remit.testkit.TarGz;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The entities of the public corpus.
final class EntitiesCorpusTest {
  @Test
  void whatIsWrittenIsReadBack() throws SyntaxException {
    Map<String, String> texts =
        TarGz.texts(
            SharedData.require("cedar/corpus-tests.tar.gz"),
            name -> name.endsWith(".entities.json"));
    assertThat(texts).hasSize(5_916);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Entities entities = EntitiesJson.read(new Source(text.getKey(), text.getValue()));
      String written = JsonWriter.compact(EntitiesJson.write(entities));
      assertThat(EntitiesJson.read(new Source(text.getKey(), written)).all())
          .as(text.getKey())
          .containsExactlyElementsOf(entities.all());
    }
  }
}
