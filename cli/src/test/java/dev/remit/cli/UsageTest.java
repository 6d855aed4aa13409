package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a mistyped command line is answered with.
final class UsageTest {
  @Test
  void noArgumentsPrintTheHelp() {
    assertThat(Run.of()).isEqualTo(Run.of("--help"));
    assertThat(Run.of().code()).isZero();
  }

  @Test
  void anUnknownOptionIsAFaultThatNamesTheHelp() {
    Run run = Run.of("--hlep");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("remit: unknown option `--hlep`; see `remit --help`\n");
  }

  @Test
  void theVersionNamesBuildAndRuntime() {
    Run run = Run.of("--version");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("remit ").doesNotContain("$").contains("Java 25");
  }
}
