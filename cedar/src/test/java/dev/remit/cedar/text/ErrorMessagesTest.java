package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people read about their mistakes: each golden text, and beside it what is said of it.
final class ErrorMessagesTest {
  private static final Path GOLDEN =
      SharedData.projectRoot().resolve("cedar/src/test/resources/golden/text");

  @ParameterizedTest
  @ValueSource(strings = {"heads", "expressions", "strings", "signs", "recovery"})
  void mistakesAreExplained(String name) throws IOException {
    Path file = GOLDEN.resolve(name + ".cedar");
    Golden.check(GOLDEN.resolve(name + ".txt"), messages(name, Files.readString(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"policies"})
  void layoutIsOurs(String name) throws IOException, SyntaxException {
    Path file = GOLDEN.resolve(name + ".cedar");
    String formatted = PolicyFormatter.format(new Source(name, Files.readString(file)));
    Golden.check(GOLDEN.resolve(name + ".formatted.cedar"), formatted);
  }

  @Test
  void aTextThatStopsEarlySaysWhatIsMissing() {
    String texts =
        Stream.of(
                "permit",
                "permit(",
                "permit(principal ==",
                "permit(principal, action, resource) when",
                "permit(principal, action, resource) when { context.",
                "permit(principal, action, resource) when { if true",
                "@id(\"a\")")
            .map(text -> messages("text", text))
            .collect(Collectors.joining());
    Golden.check(GOLDEN.resolve("early-ends.txt"), texts);
  }

  private static String messages(String name, String text) {
    try {
      PolicyParser.parse(new Source(name + ".cedar", text));
      return "no mistake\n";
    } catch (SyntaxException e) {
      return e.diagnostics().stream().map(ErrorMessagesTest::message).collect(Collectors.joining());
    }
  }

  private static String message(Diagnostic diagnostic) {
    return diagnostic.code() + "\n" + diagnostic.render() + "\n\n";
  }
}
