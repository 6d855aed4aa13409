package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The example of the README compiles, runs, and is the one that stands here.
final class ReadmeExampleTest {
  private static final Path ROOT = SharedData.projectRoot();
  private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private final EntityUid principal = EntityUid.of("User", "ann");
  private final EntityUid action = EntityUid.of("Action", "edit");
  private final EntityUid resource = EntityUid.of("Photo", "cat");
  private final RecordValue context = RecordValue.EMPTY;

  private Response decide(String text, String json) throws SyntaxException {
    PolicySet policies =
        PolicySetReader.read(List.of(new Source("photos.cedar", text)), PolicyNaming.BY_ANNOTATION);
    PolicyEngine engine = PolicyEngine.compile(policies);
    Entities entities = EntitiesJson.read(new Source("entities.json", json));
    Response response =
        engine.authorize(new Request(principal, action, resource, context), entities);
    return response;
  }

  @Test
  void theExampleDecides() throws IOException, SyntaxException {
    Path photos = ROOT.resolve("examples/photos");
    Response response =
        decide(
            Files.readString(photos.resolve("photos.cedar")),
            Files.readString(photos.resolve("entities.json")));
    assertThat(response.permitted()).isTrue();
    assertThat(response.reasons()).containsExactly(new PolicyId("owners"));
  }

  @Test
  void theExampleIsTheOneOfTheReadme() throws IOException {
    Matcher block = JAVA_BLOCK.matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(block.find()).isTrue();
    Path source = Path.of("cedar/src/test/java/dev/remit/cedar/engine/ReadmeExampleTest.java");
    assertThat(unspaced(Files.readString(ROOT.resolve(source)))).contains(unspaced(block.group(1)));
    assertThat(block.find()).as("another example, which nothing compiles").isFalse();
  }

  /// Without what the two layouts differ in.
  private static String unspaced(String text) {
    return text.replaceAll("\\s+", "");
  }
}
