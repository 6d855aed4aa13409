package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QuestionTest {
  private static final Entity CI = new Entity("ServiceAccount", "ci");
  private static final Entity SERVICE = new Entity("Service", "s");

  @Test
  void isOneTextHoweverItWasPutTogether() {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("b", List.of(1, new BigDecimal("1.50"), true));
    context.put("a", Map.of("y", "\"\\\n", "x", "ä"));
    Question question =
        Question.builder()
            .resource(SERVICE)
            .context(context)
            .action("deploy", Map.of("force", false))
            .subject(new Entity("ServiceAccount", "ci", Map.of("team", "berths")))
            .build();
    assertThat(question.json())
        .isEqualTo(
            "{\"action\":{\"name\":\"deploy\",\"properties\":{\"force\":false}},"
                + "\"context\":{\"a\":{\"x\":\"ä\",\"y\":\"\\\"\\\\\\u000a\"},\"b\":[1,1.50,true]},"
                + "\"resource\":{\"id\":\"s\",\"type\":\"Service\"},\"subject\":{\"id\":\"ci\","
                + "\"properties\":{\"team\":\"berths\"},\"type\":\"ServiceAccount\"}}");
  }

  @Test
  void staysAsItWasPutTogether() {
    List<Object> list = new ArrayList<>(List.of("a"));
    Entity entity = new Entity("T", "i", Map.of("list", list));
    list.add("b");
    assertThat(entity.properties()).isEqualTo(Map.of("list", List.of("a")));
  }

  @Test
  void theCredentialIsNotSent() {
    Question question =
        Question.builder()
            .subject(CI)
            .action("a")
            .resource(SERVICE)
            .credential(new Credential("key-7", Instant.EPOCH))
            .build();
    assertThat(question.json()).isEqualTo(Question.of(CI, "a", SERVICE).json());
    assertThat(question.credential()).isPresent();
  }

  @Test
  void whatJsonDoesNotHaveIsRefused() {
    Map<String, Object> empty = new LinkedHashMap<>();
    empty.put("x", null);
    List<Map<String, Object>> wrong =
        List.of(
            Map.of("x", 1.5),
            Map.of("x", Instant.EPOCH),
            Map.of("x", List.of(Map.of(1, "a"))),
            empty);
    for (Map<String, Object> context : wrong) {
      assertThatThrownBy(() -> Question.builder().context(context))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("value: ");
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatThrownBy(() -> Question.builder().subject(CI).action("a").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("resource");
  }

  @Test
  void hasALimit() {
    int rest = Question.of(CI, "", SERVICE).json().length();
    String longest = "a".repeat(Question.CHARS_MAX - rest);
    assertThat(Question.of(CI, longest, SERVICE).json()).hasSize(Question.CHARS_MAX);
    assertThatThrownBy(() -> Question.of(CI, longest + "a", SERVICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("send less context");
  }

  @Test
  void nestingHasALimit() {
    Map<String, Object> deepest = Map.of("x", 1);
    for (int i = 1; i < JsonValue.DEPTH_MAX; i++) {
      deepest = Map.of("x", deepest);
    }
    Map<String, Object> deep = deepest;
    assertThat(Question.builder().context(deep)).isNotNull();
    assertThatThrownBy(() -> Question.builder().context(Map.of("x", deep)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flatter");
  }
}
