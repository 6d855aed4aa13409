package dev.remit.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.store.observation.Observation;
import dev.remit.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/// What holds of every kind of log that can be imported.
final class EventFormatsTest {
  private static final long SEED = 20_261_123L;
  private static final int ROUNDS = 1500;
  private static final Place PLACE = new Place("a.log", "5eed", 7);

  /// Of each kind of log, events of all its forms.
  private static final Map<String, List<String>> SAMPLES =
      Map.of(
          "cloudtrail",
          List.of(
              """
              {"eventID":"e-1","eventTime":"2021-07-29T13:03:25Z","eventSource":"iam.amazonaws.com",\
              "eventName":"PutUserPolicy","eventType":"AwsApiCall","awsRegion":"us-east-1",\
              "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::1:user/a"},\
              "requestParameters":{"userName":"b","policyName":"p"},\
              "resources":[{"ARN":"arn:aws:s3:::b","type":"AWS::S3::Bucket"}]}\
              """),
          "kubernetes-audit",
          List.of(
              """
              {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a-1","verb":"create",\
              "stage":"ResponseComplete","requestURI":"/apis/rbac.authorization.k8s.io/v1",\
              "user":{"username":"mara","groups":["ops"],"extra":{"x":["y"]}},\
              "impersonatedUser":{"username":"system:serviceaccount:web:shop"},\
              "objectRef":{"resource":"rolebindings","apiGroup":"rbac.authorization.k8s.io"},\
              "requestObject":{"subjects":[{"kind":"User","name":"bob"}],"roleRef":{"name":"r"}},\
              "annotations":{"authorization.k8s.io/decision":"allow"},"sourceIPs":["::1"],\
              "responseStatus":{"code":201},"requestReceivedTimestamp":"2026-03-02T08:00:00Z"}\
              """),
          "nginx",
          List.of(
              """
              10.0.0.9 - mara [02/Mar/2026:08:00:00 +0100] "GET /orders?page=2 HTTP/1.1" 403 12 \
              "-" "shop \\x221\\x22"\
              """,
              """
              {"msec":"1772434800.123","request_id":"9f","method":"GET","uri":"/orders/7",\
              "status":"403","upstream_status":"502, 403","host":"shop.example"}\
              """),
          "envoy",
          List.of(
              """
              [2026-03-02T08:00:00.310Z] "POST /orders HTTP/2" 403 UAEX 154 0 226 100 "10.0.0.9" \
              "shop/1" "cc21d9b0" "shop.example" "tcp://10.0.2.1:80"\
              """,
              """
              {"start_time":"2026-03-02T08:00:00.310Z","method":"GET","path":"/orders",\
              "response_code":403,"response_flags":"UAEX,RL","response_code_details":"via_upstream",\
              "downstream_remote_address":"[::1]:4711","jwt":{"sub":"mara"}}\
              """),
          "opa",
          List.of(
              """
              {"labels":{"app":"orders"},"decision_id":"d-1","path":"authz/allow","bundles":{"b":{}},\
              "input":{"subject":{"type":"User","id":"mara"},"action":"read","path":["a","b"]},\
              "result":{"allow":true,"deny":["x"],"reasons":[{"text":"y"}]},"erased":["/input/x"],\
              "timestamp":"2026-03-02T08:00:00Z"}\
              """,
              """
              {"decision_id":"d-2","path":"authz/deny","input":{"user":"mara"},"result":["x"],\
              "time":"2026-03-02T08:00:00Z","level":"info","msg":"Decision Log"}\
              """));

  /// What may stand for a value, of every type and of none.
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-0",
          "1e999999",
          "9".repeat(2000),
          "0.".concat("1".repeat(500)),
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"" + "x".repeat(5000) + "\"",
          "[]",
          "[[[{}]],null,7]",
          "{}",
          "{\"name\":{\"id\":[]}}",
          "{\"a\":".repeat(600) + "1" + "}".repeat(600));

  private static Stream<EventFormat> formats() {
    return EventFormats.ALL.stream();
  }

  private static List<String> samples(EventFormat format) {
    return SAMPLES.getOrDefault(format.source(), List.of());
  }

  private static Event read(EventFormat format, byte[] event) throws UnreadableEvent {
    return format.read(PLACE, event, 0, event.length);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everySampleIsAnObservationThatSaysWhereItComesFrom(EventFormat format) throws Exception {
    assertThat(samples(format)).isNotEmpty();
    for (String sample : samples(format)) {
      Observation observation =
          ((Event.Observed) read(format, sample.getBytes(StandardCharsets.UTF_8))).observation();
      assertThat(observation.source()).isEqualTo(format.source());
      assertThat(observation.origin()).isEqualTo("a.log@5eed:7").isEqualTo(PLACE.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theHelpNamesEveryKindOfLog(EventFormat format) {
    assertThat(ImportCommand.class.getAnnotation(Command.class).footer())
        .anyMatch(line -> line.startsWith("FORMAT") && line.contains("`" + format.source() + "`"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whateverStandsInALogIsAnEventOrUnreadable(EventFormat format) {
    long seed = Seeds.seed(SEED);
    RandomGenerator random = Seeds.random(seed);
    int unreadable = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] event = drawn(samples(format), random);
      try {
        Objects.requireNonNull(read(format, event));
      } catch (UnreadableEvent e) {
        if (e.text().isEmpty() || e.text().indexOf('\n') >= 0) {
          throw new AssertionError("no one-line reason: " + e.text());
        }
        unreadable++;
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "seed " + seed + ", round " + round + ": " + new String(event, StandardCharsets.UTF_8),
            e);
      }
    }
    assertThat(unreadable).isBetween(ROUNDS / 10, ROUNDS - 1);
  }

  /// A sample that was broken off, overwritten or given another value, or bytes of no sense.
  private static byte[] drawn(List<String> samples, RandomGenerator random) {
    String sample = samples.get(random.nextInt(samples.size()));
    byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        yield bytes;
      }
      case 2 -> {
        byte[] drawn = new byte[random.nextInt(300)];
        random.nextBytes(drawn);
        yield drawn;
      }
      default -> withAnotherValue(sample, random).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static String withAnotherValue(String sample, RandomGenerator random) {
    String[] parts = sample.split("(?<=[:\\[, ])|(?=[,\\]} ])", -1);
    int which = random.nextInt(parts.length);
    parts[which] = VALUES.get(random.nextInt(VALUES.size()));
    return String.join("", parts);
  }
}
