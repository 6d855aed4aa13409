package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// `remit demo`, as a new user sees it.
final class DemoTest {
  private static final int SCREEN = 48;

  @Test
  void theDemoAsksAServiceOverTheNetworkAndEndsWithTheNextCommands() {
    Run run = Run.of("demo");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("http://127.0.0.1:")
        .containsPattern("old-agency +read +tide-tables +deny +contract-ended")
        .containsPattern("ci-berths +deploy +berth-planner/staging +permit +deploy-own-services")
        .contains("Next:");
    assertThat(run.out()).as("the denials that log query shows").contains("forbidden by");
    assertThat(run.out()).contains("1 taken again: 1 the same");
    assertThat(run.out()).as("what was imported").containsPattern("new, of 1 file +13");
    assertThat(run.out())
        .as("rates with what they are a part of")
        .containsPattern("attempts, retries counted +\\d")
        .containsPattern("evaluated decisions +\\d");
    assertThat(run.out()).as("causes").containsPattern("drift|propagation-delay|unknown");
    for (String step : run.out().split("\\$ \\./remit", -1)) {
      assertThat(step.lines().count()).as("a screen: %s", step).isLessThanOrEqualTo(SCREEN);
    }
  }
}
