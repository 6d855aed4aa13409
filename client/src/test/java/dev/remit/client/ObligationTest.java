package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ObligationTest {
  private static final Question QUESTION =
      Question.of(new Entity("ServiceAccount", "ci"), "read", new Entity("Dataset", "d"));
  private static final String MASK =
      "{\"id\":\"mask-1\",\"type\":\"mask\",\"properties\":{\"fields\":[\"name\"]}}";
  private static final String NOTIFY = "{\"id\":\"notify\"}";

  private final List<Obligation> done = new CopyOnWriteArrayList<>();
  private FakeService service;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void obliges(boolean permit, String... obligations) {
    service.says(
        FakeService.Reply.ok(
            "{\"decision\":%s,\"context\":{\"id\":\"d1\",\"obligations\":[%s]}}"
                .formatted(permit, String.join(",", obligations))));
  }

  @Test
  void isDoneBeforeTheAnswer() {
    obliges(true, MASK, NOTIFY);
    RemitClient client =
        service
            .client()
            .obligation("mask", (_, obligation) -> done.add(obligation))
            .obligation("notify", (_, obligation) -> done.add(obligation))
            .build();
    Answer answer = client.ask(QUESTION);
    assertThat(answer.isPermitted()).isTrue();
    assertThat(done)
        .containsExactly(
            new Obligation("mask-1", "mask", Map.of("fields", List.of("name"))),
            new Obligation("notify", "notify", Map.of()));
    assertThat(client.askAsync(QUESTION).join().isPermitted()).isTrue();
    assertThat(done).hasSize(4);
  }

  @Test
  void oneThatIsUnknownDeniesAndNoneIsDone() {
    obliges(true, MASK, NOTIFY);
    RemitClient client =
        service.client().obligation("mask", (_, obligation) -> done.add(obligation)).build();
    for (Answer answer : List.of(client.ask(QUESTION), client.askAsync(QUESTION).join())) {
      assertThat(answer.isPermitted()).isFalse();
      assertThat(answer.id()).isEqualTo("d1");
      assertThat(answer.reasons())
          .extracting(Reason::code)
          .containsExactly(Reason.OBLIGATION_UNKNOWN);
    }
    assertThat(done).isEmpty();
  }

  @Test
  void oneThatFailsDenies() {
    obliges(true, MASK);
    List<ObligationHandler> failing =
        List.of(
            (_, _) -> {
              throw new IOException("no");
            },
            (_, _) -> {
              throw new IllegalStateException("no");
            },
            (_, _) -> {
              throw new InterruptedException();
            });
    for (ObligationHandler handler : failing) {
      Answer answer = service.client().obligation("mask", handler).build().ask(QUESTION);
      assertThat(answer.reasons())
          .extracting(Reason::code)
          .containsExactly(Reason.OBLIGATION_FAILED);
      assertThat(answer.isPermitted()).isFalse();
    }
    assertThat(Thread.interrupted()).as("an interrupted handler leaves its thread so").isTrue();
  }

  @Test
  void thoseOfADenialAreTheCallers() {
    obliges(false, MASK);
    Answer answer =
        service
            .client()
            .obligation("mask", (_, obligation) -> done.add(obligation))
            .build()
            .ask(QUESTION);
    assertThat(answer.isPermitted()).isFalse();
    assertThat(answer.obligations()).hasSize(1);
    assertThat(done).isEmpty();
  }

  @Test
  void ofABatchOnlyTheQuestionThatHasItIsDenied() {
    service.says(
        FakeService.Reply.ok(
            "{\"evaluations\":[{\"decision\":true},{\"decision\":true,\"context\":{\"obligations\":[%s]}}]}"
                .formatted(NOTIFY)));
    assertThat(service.client().build().askAll(List.of(QUESTION, QUESTION)))
        .extracting(Answer::isPermitted)
        .containsExactly(true, false);
  }
}
