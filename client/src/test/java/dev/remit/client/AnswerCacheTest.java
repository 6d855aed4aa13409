package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AnswerCacheTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration TTL = Duration.ofSeconds(10);
  private static final String BASIS = "sha256:1/store@1";

  private Instant clock = NOW;
  private long nanos = Long.MAX_VALUE - 5; // Overflows, as System.nanoTime may.
  private final AtomicReference<String> token = new AtomicReference<>("t0k3n");
  private FakeService service;
  private RemitClient client;

  @BeforeEach
  void start() throws IOException {
    service = new FakeService();
    service.says(FakeService.Reply.ok(FakeService.PERMIT).on(BASIS));
    client = client(100);
  }

  private RemitClient client(int entries) {
    return RemitClient.builder(service.address(), token::get)
        .cache(entries, TTL, () -> clock, () -> nanos)
        .obligation("mask", (_, _) -> {})
        .build();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Question question(String action) {
    return question(action, "key-7", NOW.plusSeconds(3600));
  }

  private static Question question(String action, String credential, Instant until) {
    return Question.builder()
        .subject("ServiceAccount", "ci")
        .action(action)
        .resource("Service", "s")
        .credential(new Credential(credential, until))
        .build();
  }

  private void pass(Duration time) {
    clock = clock.plus(time);
    nanos += time.toNanos();
  }

  /// How often the service was asked, when `question` had been asked twice.
  private int askedForTwo(Question question) {
    int before = service.asked().size();
    assertThat(client.ask(question)).isEqualTo(client.ask(question));
    return service.asked().size() - before;
  }

  @Test
  void aPermitIsKept() {
    assertThat(askedForTwo(question("a"))).isEqualTo(1);
    assertThat(client.ask(question("a")).isPermitted()).isTrue();
  }

  @Test
  void untilItsTimeIsOver() {
    client.ask(question("a"));
    pass(TTL.minusNanos(1));
    client.ask(question("a"));
    assertThat(service.asked()).hasSize(1);
    pass(Duration.ofNanos(1));
    client.ask(question("a"));
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void neverBeyondTheCredential() {
    Question question = question("a", "key-7", NOW.plusSeconds(1));
    client.ask(question);
    pass(Duration.ofSeconds(1).minusNanos(1));
    client.ask(question);
    assertThat(service.asked()).hasSize(1);
    pass(Duration.ofNanos(1));
    client.ask(question);
    client.ask(question);
    assertThat(service.asked()).hasSize(3);
  }

  @Test
  void withoutACredentialNothingIsKept() {
    Question question =
        Question.of(new Entity("ServiceAccount", "ci"), "a", new Entity("Service", "s"));
    assertThat(askedForTwo(question)).isEqualTo(2);
  }

  @Test
  void anotherQuestionCredentialOrTokenIsAsked() {
    client.ask(question("a"));
    client.ask(question("b"));
    client.ask(question("a", "key-8", NOW.plusSeconds(3600)));
    client.ask(question("a", "key-7", NOW.plusSeconds(3601)));
    token.set("0th3r");
    client.ask(question("a"));
    assertThat(service.asked()).hasSize(5);
  }

  @Test
  void denialsAndWhatObligesAreAskedEachTime() {
    service.says(FakeService.Reply.ok(FakeService.DENY).on(BASIS));
    assertThat(askedForTwo(question("a"))).isEqualTo(2);
    service.says(
        FakeService.Reply.ok(
                "{\"decision\":true,\"context\":{\"obligations\":[{\"id\":\"mask\"}]}}")
            .on(BASIS));
    assertThat(askedForTwo(question("a"))).isEqualTo(2);
    assertThat(client.ask(question("a")).isPermitted()).isTrue();
  }

  @Test
  void aServiceThatDoesNotSayItsBasisIsAskedEachTime() {
    service.says(FakeService.Reply.ok(FakeService.PERMIT));
    assertThat(askedForTwo(question("a"))).isEqualTo(2);
  }

  @Test
  void anotherBasisEndsWhatWasKept() {
    client.ask(question("a"));
    service.says(FakeService.Reply.ok(FakeService.DENY).on("sha256:1/store@2"));
    client.ask(question("b"));
    assertThat(client.ask(question("a")).isPermitted()).isFalse();
  }

  @Test
  void anotherBasisOfABatchEndsWhatWasKept() {
    client.ask(question("a"));
    service.says(
        FakeService.Reply.ok("{\"evaluations\":[{\"decision\":false}]}").on("sha256:2/store@1"));
    client.askAll(List.of(question("b")));
    assertThat(client.keptAnswers()).isZero();
  }

  @Test
  void aTokenThatIsNoLongerTakenEndsWhatWasKept() {
    for (int status : List.of(401, 403)) {
      service.says(FakeService.Reply.ok(FakeService.PERMIT).on(BASIS));
      client.ask(question("a"));
      assertThat(client.keptAnswers()).isEqualTo(1);
      service.says(FakeService.Reply.of(status, ""));
      client.ask(question("b"));
      assertThat(client.keptAnswers()).isZero();
    }
  }

  @Test
  void theLeastRecentlyUsedGoesFirst() {
    client = client(2);
    client.ask(question("a"));
    client.ask(question("b"));
    client.ask(question("a"));
    client.ask(question("c"));
    assertThat(client.keptAnswers()).isEqualTo(2);
    assertThat(service.asked()).hasSize(3);
    client.ask(question("a"));
    assertThat(service.asked()).hasSize(3);
    client.ask(question("b"));
    assertThat(service.asked()).hasSize(4);
  }

  @Test
  void anAnswerThatComesLateDoesNotBringTheOldBasisBack() {
    AnswerCache cache = new AnswerCache(10, TTL, () -> clock, () -> nanos);
    Answer permit = new Answer.Permitted("", List.of(), List.of());
    AnswerCache.Sent first = cache.sent("t");
    cache.heard("old", first);
    AnswerCache.Sent late = cache.sent("t");
    AnswerCache.Sent quick = cache.sent("t");
    cache.heard("new", quick);
    cache.keep(question("a"), permit, "new", quick);
    cache.heard("old", late);
    cache.keep(question("b"), permit, "old", late);
    assertThat(cache.find(question("a"), "t")).contains(permit);
    assertThat(cache.find(question("b"), "t")).isEmpty();
  }

  @Test
  void itsTimeBeginsWhenTheQuestionIsSent() {
    AnswerCache cache = new AnswerCache(10, TTL, () -> clock, () -> nanos);
    AnswerCache.Sent sent = cache.sent("t");
    pass(TTL);
    cache.heard(BASIS, sent);
    cache.keep(question("a"), new Answer.Permitted("", List.of(), List.of()), BASIS, sent);
    assertThat(cache.find(question("a"), "t")).isEmpty();
  }

  @Test
  void hasLimits() {
    RemitClient.Builder builder = service.client();
    assertThat(builder.cache(AnswerCache.ENTRIES_MAX, AnswerCache.TTL_MAX)).isSameAs(builder);
    assertThatThrownBy(() -> builder.cache(AnswerCache.ENTRIES_MAX + 1, TTL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.cache(1, AnswerCache.TTL_MAX.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
