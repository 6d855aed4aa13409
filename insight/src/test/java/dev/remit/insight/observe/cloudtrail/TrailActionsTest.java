package dev.remit.insight.observe.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrailActionsTest {
  private static final Pattern ACTION = Pattern.compile("\"action\":\"([^\"]+)\"");

  /// All actions that policies may name.
  private static Set<String> actionsOfIam() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.require("aws/actions.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .map(ACTION::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void everyActionIsOneOfIamAndNoEventIs() throws IOException {
    Set<String> known = actionsOfIam();
    assertThat(known).hasSizeGreaterThan(20_000);
    assertThat(known).containsAll(TrailActions.ACTIONS.values());
    assertThat(known).doesNotContainAnyElementsOf(TrailActions.ACTIONS.keySet());
    Set<String> services =
        known.stream()
            .map(action -> action.substring(0, action.indexOf(':')))
            .collect(Collectors.toSet());
    assertThat(services).containsAll(TrailActions.SERVICES.values());
    assertThat(services).doesNotContainAnyElementsOf(TrailActions.SERVICES.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "s3, HeadObject, s3:GetObject",
    "s3, ListObjects, s3:ListBucket",
    "s3, GetBucketAcl, s3:GetBucketAcl",
    "lambda, Invoke, lambda:InvokeFunction",
    "monitoring, DescribeAlarms, cloudwatch:DescribeAlarms",
    "glacier, ListParts, glacier:ListParts"
  })
  void anEventIsAboutTheActionThatPoliciesName(String service, String event, String action) {
    assertThat(TrailActions.of(service, event)).isEqualTo(action);
  }
}
