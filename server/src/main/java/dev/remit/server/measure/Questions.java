package dev.remit.server.measure;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import dev.remit.store.query.Share;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/// The questions of one tenant about its part of the whole log, one at a time. Each takes as little
/// of the machine as leaves room for decisions, and ends when nobody waits for its answer any more.
/// Any thread may ask.
public final class Questions {
  private final DataFolder folder;
  private final QuestionThreads threads;
  private final Semaphore own = new Semaphore(1);

  public Questions(DataFolder folder, QuestionThreads threads) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.threads = Objects.requireNonNull(threads, "threads");
  }

  /// Answers a question from the log as it is now.
  @FunctionalInterface
  interface Answering {
    HttpResponse answer(LogTable table) throws QueryFault;
  }

  /// Answers on a thread of its own. Throws at once where there is no place for the question; it is
  /// ended once `unwanted` completes.
  CompletionStage<HttpResponse> answer(CompletableFuture<?> unwanted, Answering answering)
      throws Refused {
    if (!own.tryAcquire()) {
      throw busy("a question about rates or causes is being answered");
    }
    if (!threads.take()) {
      own.release();
      throw busy(QuestionThreads.AT_ONCE_MAX + " questions about rates or causes are answered");
    }
    CompletableFuture<HttpResponse> answered = new CompletableFuture<>();
    threads.run(() -> {
      try {
        HttpResponse response = answer(answering, unwanted);
        release(); // Before the answer, because whoever has it may ask the next.
        answered.complete(response);
      } catch (RuntimeException | Error e) {
        release();
        answered.completeExceptionally(e); // To the service's outermost handler.
      }
    });
    return answered;
  }

  private void release() {
    threads.giveBack();
    own.release();
  }

  private HttpResponse answer(Answering answering, CompletableFuture<?> unwanted) {
    try (LogTable table = LogTable.open(folder, Share.BESIDE)) {
      CompletableFuture<?> _ = unwanted.whenComplete((_, _) -> table.cancel());
      return answering.answer(table);
    } catch (DataFault e) {
      return failed(e.text());
    } catch (QueryFault e) {
      return failed(e.text());
    }
  }

  private static HttpResponse failed(String text) {
    return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "measure.unreadable", text).toResponse();
  }

  private static Refused busy(String what) {
    return new Refused(
        new Problem(HttpStatus.SERVICE_UNAVAILABLE, "measure.busy", what + " just now; ask again"));
  }
}
