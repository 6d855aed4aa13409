package dev.remit.server.setting;

import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import org.junit.jupiter.api.Test;

final class SettingsReferenceTest {
  @Test
  void theReferencePageIsThatOfTheSettings() {
    Golden.check(
        SharedData.projectRoot().resolve("docs/settings.md"),
        "# Settings\n\nOf `remit serve --config FILE`; made from the program, as `remit serve"
            + " --settings` prints it.\n\n"
            + SettingsReference.page());
  }
}
