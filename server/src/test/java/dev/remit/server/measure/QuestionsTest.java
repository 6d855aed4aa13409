package dev.remit.server.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.server.http.Refused;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class QuestionsTest {
  private final QuestionThreads threads = new QuestionThreads();
  private final CountDownLatch release = new CountDownLatch(1);
  @TempDir private Path folder;
  private DataFolder data;

  @BeforeEach
  void open() throws Exception {
    data = DataFolder.own(folder.resolve("data"));
    SegmentedLog.open(
            data.log(),
            LogSettings.of(Durability.BUFFERED),
            InstantSource.system(),
            UUID::randomUUID)
        .close();
  }

  @AfterEach
  void close() throws Exception {
    threads.close();
    data.close();
  }

  private Questions tenant() {
    return new Questions(data, threads);
  }

  /// Asks what is answered once the test says so.
  private CompletionStage<HttpResponse> ask(Questions tenant) throws Refused {
    return tenant.answer(new CompletableFuture<>(), _ -> held());
  }

  private HttpResponse held() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return HttpResponse.of(HttpStatus.OK);
  }

  private static HttpStatus status(CompletionStage<HttpResponse> answer) {
    return answer.toCompletableFuture().join().aggregate().join().status();
  }

  @Test
  void aTenantAsksOneQuestionAtATimeAndAllTogetherTwo() throws Exception {
    Questions acme = tenant();
    Questions globex = tenant();
    Questions third = tenant();
    CompletionStage<HttpResponse> first = ask(acme);
    assertThatThrownBy(() -> ask(acme)).isInstanceOf(Refused.class);
    CompletionStage<HttpResponse> second = ask(globex);
    assertThatThrownBy(() -> ask(third))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
              assertThat(
                      refused
                          .problem()
                          .toResponse()
                          .aggregate()
                          .join()
                          .headers()
                          .get("retry-after"))
                  .isEqualTo("1");
            });
    release.countDown();
    assertThat(status(first)).isEqualTo(HttpStatus.OK);
    assertThat(status(second)).isEqualTo(HttpStatus.OK);
    assertThat(status(ask(third))).isEqualTo(HttpStatus.OK);
    assertThat(status(ask(acme))).isEqualTo(HttpStatus.OK);
  }

  @Test
  void aQuestionThatNobodyWaitsForEndsAndLeavesItsPlace() throws Exception {
    Questions acme = tenant();
    CompletableFuture<Void> unwanted = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    CompletionStage<HttpResponse> endless =
        acme.answer(
            unwanted,
            table -> {
              begun.countDown();
              return endless(table);
            });
    begun.await();
    unwanted.complete(null);
    assertThat(status(endless)).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    release.countDown();
    assertThat(status(ask(acme))).isEqualTo(HttpStatus.OK);
  }

  /// Would take days.
  private static HttpResponse endless(LogTable table) throws QueryFault {
    String sql = "SELECT max(hash(a.range * b.range)) FROM range(100000000) a, range(100000000) b";
    table.query(new Source("endless", sql)).close();
    return HttpResponse.of(HttpStatus.OK);
  }

  @Test
  void aDefectOfOursGivesThePlaceBackToo() throws Exception {
    Questions acme = tenant();
    CompletionStage<HttpResponse> failed =
        acme.answer(
            new CompletableFuture<>(),
            _ -> {
              throw new IllegalStateException("a defect");
            });
    assertThatThrownBy(() -> failed.toCompletableFuture().join())
        .hasRootCauseInstanceOf(IllegalStateException.class);
    release.countDown();
    assertThat(status(ask(acme))).isEqualTo(HttpStatus.OK);
  }
}
