package dev.remit.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.request.MappedRequest.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TaskTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TaskId ID = new TaskId(new UUID(1, 2));

  private final TaskTokens tokens = new TaskTokens(new byte[TaskTokens.KEY_BYTES], "acme");

  private static Task task(Duration life) {
    EntityUid bot = EntityUid.of("Agent", "bot");
    return new Task(ID, ID, ID, "support", bot, bot, "", NOW, NOW.plus(life));
  }

  private TaskClaim read(String token, Instant at) {
    return tokens.read(List.of(token), at);
  }

  private Refusal refusal(String token, Instant at) {
    return read(token, at) instanceof TaskClaim.Refused(Refusal code, String _)
        ? code
        : Refusal.UNMAPPED;
  }

  @Test
  void aTokenNamesItsTaskForAQuarterOfAnHourAndNoLongerThanTheTaskLives() {
    TaskTokens.Issued issued = tokens.issue(task(Duration.ofHours(1)), NOW);
    assertThat(issued.expires()).isEqualTo(NOW.plus(TaskTokens.LIFE));
    assertThat(read(issued.token(), NOW)).isEqualTo(new TaskClaim.Valid(ID, ID));
    assertThat(read(issued.token(), issued.expires().minusMillis(1)))
        .isEqualTo(new TaskClaim.Valid(ID, ID));
    assertThat(refusal(issued.token(), issued.expires())).isEqualTo(Refusal.TASK_ENDED);
    assertThat(tokens.issue(task(Duration.ofSeconds(90)), NOW).expires())
        .isEqualTo(NOW.plusSeconds(90));
  }

  @Test
  void anyOtherTokenIsRefused() {
    String token = tokens.issue(task(Duration.ofHours(1)), NOW).token();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(refusal(changed, NOW)).as("changed at " + i).isEqualTo(Refusal.TASK_TOKEN);
    }
    byte[] another = new byte[TaskTokens.KEY_BYTES];
    another[0] = 1;
    String[] parts = token.split("\\.", -1);
    String none = encoded("{\"alg\":\"none\",\"typ\":\"remit-task+jwt\"}");
    String plain = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    assertThat(
            List.of(
                new TaskTokens(another, "acme").issue(task(Duration.ofHours(1)), NOW).token(),
                new TaskTokens(new byte[TaskTokens.KEY_BYTES], "globex")
                    .issue(task(Duration.ofHours(1)), NOW)
                    .token(),
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                plain + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                parts[0] + ".." + parts[2],
                token + "=",
                token + ".x",
                " " + token,
                "Bearer " + token,
                "",
                "x".repeat(5_000)))
        .extracting(each -> refusal(each, NOW))
        .containsOnly(Refusal.TASK_TOKEN);
    assertThat(tokens.read(List.of(token, token), NOW)).isInstanceOf(TaskClaim.Refused.class);
    assertThat(tokens.read(List.of(), NOW)).isEqualTo(TaskClaim.NONE);
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTokenIsNotPrinted() {
    assertThat(tokens.issue(task(Duration.ofHours(1)), NOW).toString())
        .isEqualTo("Issued[redacted]");
  }
}
