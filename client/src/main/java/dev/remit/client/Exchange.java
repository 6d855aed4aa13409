package dev.remit.client;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request until its whole response, or until it is too late. Only a failure to connect is
/// tried again, because nothing was sent then; anything else may have been recorded.
final class Exchange {
  /// How often a connection is tried.
  static final int ATTEMPTS_MAX = 3;

  private static final long FIRST_PAUSE_MILLIS = 25;
  private static final int PAUSE_GROWTH = 4;

  private final HttpClient http;
  private final HttpRequest request;
  private final int bytesMax;
  private final CompletableFuture<HttpResponse<byte[]>> response = new CompletableFuture<>();

  private Exchange(HttpClient http, HttpRequest request, int bytesMax) {
    this.http = Objects.requireNonNull(http, "http");
    this.request = Objects.requireNonNull(request, "request");
    this.bytesMax = bytesMax;
  }

  /// Fails with what the HTTP client fails with, and with [java.util.concurrent.TimeoutException]
  /// when `within` is over.
  static CompletableFuture<HttpResponse<byte[]>> begin(
      HttpClient http, HttpRequest request, int bytesMax, Duration within) {
    Exchange exchange = new Exchange(http, request, bytesMax);
    exchange.attempt(1);
    return exchange.response.orTimeout(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void attempt(int number) {
    if (response.isDone()) {
      return;
    }
    CompletableFuture<HttpResponse<byte[]>> sent = send();
    CompletableFuture<?> unusedEnd = response.whenComplete((whole, failure) -> sent.cancel(true));
    CompletableFuture<?> unused =
        sent.whenComplete((whole, failure) -> ended(number, whole, failure));
  }

  /// The HTTP client may be the caller's own: what it throws is a failure like any other.
  private CompletableFuture<HttpResponse<byte[]>> send() {
    try {
      return http.sendAsync(request, head -> new BoundedBody(bytesMax));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void ended(int number, HttpResponse<byte[]> whole, @Nullable Throwable failure) {
    if (failure == null) {
      response.complete(whole);
    } else if (number < ATTEMPTS_MAX && isUnconnected(failure)) {
      long pauseMillis = FIRST_PAUSE_MILLIS;
      for (int i = 1; i < number; i++) {
        pauseMillis *= PAUSE_GROWTH;
      }
      CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS)
          .execute(() -> attempt(number + 1));
    } else {
      response.completeExceptionally(cause(failure));
    }
  }

  private static boolean isUnconnected(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
  }

  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
