package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `remit corpus`: cases counted, differences told by kind.
final class CorpusCommandTest {
  @Test
  void everyCaseWrittenByPeopleIsAnsweredAsExpected() {
    Run run = Run.of("corpus", SharedData.require("cedar/tests").toString());
    assertThat(run.out()).endsWith("22 cases, 74 requests, 0 mismatches\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void everyWayInWhichAnAnswerDiffersIsAMismatch(@TempDir Path folder) throws IOException {
    Path tests = Files.createDirectories(folder.resolve("corpus-tests"));
    Files.writeString(tests.resolve("a.cedar"), "permit (principal, action, resource);");
    Files.writeString(tests.resolve("a.entities.json"), "[]");
    Files.writeString(
        tests.resolve("a.json"),
        """
        {"policies": "corpus-tests/a.cedar", "entities": "corpus-tests/a.entities.json",
         "requests": [
          {"principal": {"type": "U", "id": "a"}, "action": {"type": "Action", "id": "b"},
           "resource": {"type": "R", "id": "c"}, "context": {},
           "decision": "deny", "reason": [], "errors": ["policy0"]}]}
        """);

    Run run = Run.of("corpus", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("a.json:3:3: decision: expected deny by [], errors [policy0]; got allow by")
        .endsWith(
            """
            unreadable 0
            decision   1
            reasons    1
            errors     1
            1 cases, 1 requests, 3 mismatches
            """);
  }

  @Test
  void aFolderWithoutCasesIsAFault(@TempDir Path folder) {
    Run run = Run.of("corpus", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(": holds no case; name a folder with `corpus-tests/*.json`");
  }
}
