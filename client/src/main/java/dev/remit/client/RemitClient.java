package dev.remit.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An enforcement point: it asks a Remit service, and denies whatever goes wrong. Any thread may
/// ask.
///
/// No failure is thrown: no connection, no answer in time, another status than 200, an answer that
/// is not as the protocol says, an interruption are denials with the reason [Reason#UNAVAILABLE]. A
/// permit counts only once all of its obligations were done.
public final class RemitClient {
  /// The service's header with what an answer rests on: the bundle's digest, `/`, and the version
  /// of the entities.
  static final String BASIS = "x-remit-basis";

  /// Questions of one request of a batch; the service takes no more unless it is told to.
  public static final int BATCH_MAX = 1_000;

  /// Bytes of one request of a batch.
  static final int BATCH_BYTES_MAX = 1_000_000;

  /// Bytes of one answer, and of those of a batch.
  static final int ANSWER_BYTES_MAX = 1 << 20;

  private static final int ANSWERS_BYTES_MAX = 16 << 20;
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /// RFC 6750, the characters of a bearer token.
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final URI service;
  private final Supplier<String> token;
  private final HttpClient http;
  private final Duration timeout;
  private final int batchMax;
  private final AnswerCache cache;
  private final Map<String, ObligationHandler> handlers;

  private RemitClient(Builder builder, HttpClient http) {
    this.service = builder.service;
    this.token = builder.token;
    this.http = http;
    this.timeout = builder.timeout;
    this.batchMax = builder.batchMax;
    this.cache = builder.cache;
    this.handlers = Map.copyOf(builder.handlers);
  }

  /// `service` is the root of the service's paths; `token` is asked for each request and is never
  /// printed. Throws [IllegalArgumentException] for what is no root of HTTP.
  public static Builder builder(URI service, Supplier<String> token) {
    return new Builder(service, token);
  }

  /// The answer to a question. Obligations are done in this thread.
  public Answer ask(Question question) {
    return fulfil(question, await(decided(question)));
  }

  /// The answers to questions, in their order; those of a request share one version of policies and
  /// entities. Always asks the service. If a request fails, all of its questions are denied.
  public List<Answer> askAll(List<Question> questions) {
    List<Question> copy = List.copyOf(questions);
    return fulfil(copy, awaitAll(copy.size(), decidedAll(copy)));
  }

  /// The answer to a question, without waiting for it. Never fails. Obligations are done in the
  /// common pool, within the timeout too.
  public CompletableFuture<Answer> askAsync(Question question) {
    return decided(question)
        .thenApplyAsync(answer -> fulfil(question, answer))
        .exceptionally(failure -> unavailable(failure));
  }

  /// The answers to questions, in their order, as [#askAll], without waiting for them.
  public CompletableFuture<List<Answer>> askAllAsync(List<Question> questions) {
    List<Question> copy = List.copyOf(questions);
    return decidedAll(copy)
        .thenApplyAsync(answers -> fulfil(copy, answers))
        .exceptionally(failure -> Collections.nCopies(copy.size(), unavailable(failure)));
  }

  private static Answer await(CompletableFuture<Answer> answer) {
    return awaitAll(1, answer.thenApply(List::of)).get(0);
  }

  private static List<Answer> awaitAll(int count, CompletableFuture<List<Answer>> answers) {
    try {
      return answers.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answers.cancel(true);
      return Collections.nCopies(count, Answer.Denied.unavailable("interrupted while waiting"));
    } catch (ExecutionException e) {
      return Collections.nCopies(count, unavailable(e));
    }
  }

  /// The service's answer; never fails.
  private CompletableFuture<Answer> decided(Question question) {
    Optional<String> found = findToken();
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(NO_TOKEN);
    }
    Optional<Answer> kept = cache.find(question, found.get());
    if (kept.isPresent()) {
      return CompletableFuture.completedFuture(kept.get());
    }
    AnswerCache.Sent sent = cache.sent(found.get());
    return post(EVALUATION, question.json(), sent, timeout, ANSWER_BYTES_MAX)
        .thenApply(response -> answer(question, response, sent))
        .exceptionally(failure -> unavailable(failure));
  }

  private static final Answer NO_TOKEN =
      Answer.Denied.unavailable("no token could be had to ask the service with");

  /// A token whose text could be sent. Whatever the supplier throws is its own, and may have the
  /// token in it: it goes nowhere.
  private Optional<String> findToken() {
    try {
      String found = token.get();
      return found != null && TOKEN.matcher(found).matches()
          ? Optional.of(found)
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> post(
      String path, String json, AnswerCache.Sent sent, Duration within, int bytesMax) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(service.getPath() + path))
            .timeout(within)
            .header("Authorization", "Bearer " + sent.token())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return Exchange.begin(http, request, bytesMax, within);
  }

  private Answer answer(Question question, HttpResponse<byte[]> response, AnswerCache.Sent sent) {
    if (response.statusCode() != OK) {
      return refused(response);
    }
    try {
      Answer answer = AnswerReader.one(response.body());
      String basis = basis(response);
      cache.heard(basis, sent);
      cache.keep(question, answer, basis, sent);
      return answer;
    } catch (Malformed e) {
      return malformed(e);
    }
  }

  private static String basis(HttpResponse<?> response) {
    return response.headers().firstValue(BASIS).orElse("");
  }

  private static Answer malformed(Malformed e) {
    return Answer.Denied.unavailable("the service's answer cannot be used: " + e.getMessage());
  }

  /// An enforcement point that may no longer ask has nothing to keep either.
  private Answer refused(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      cache.clear();
    }
    return Answer.Denied.unavailable("the service answered with status " + status);
  }

  private static Answer unavailable(Throwable failure) {
    Throwable cause = Exchange.cause(failure);
    return Answer.Denied.unavailable(
        cause instanceof TimeoutException
            ? "the service gave no answer in time"
            : "the service could not be asked (" + cause.getClass().getSimpleName() + ")");
  }

  private CompletableFuture<List<Answer>> decidedAll(List<Question> questions) {
    long deadline = System.nanoTime() + timeout.toNanos();
    CompletableFuture<List<Answer>> all = CompletableFuture.completedFuture(List.of());
    for (List<Question> batch : Batches.of(questions, batchMax, BATCH_BYTES_MAX)) {
      all =
          all.thenCompose(before ->
              decidedTogether(batch, Duration.ofNanos(deadline - System.nanoTime()))
                  .thenApply(answers -> joined(before, answers)));
    }
    return all;
  }

  private static List<Answer> joined(List<Answer> before, List<Answer> more) {
    List<Answer> joined = new ArrayList<>(before);
    joined.addAll(more);
    return joined;
  }

  /// As many answers as questions; never fails.
  private CompletableFuture<List<Answer>> decidedTogether(List<Question> batch, Duration within) {
    Optional<String> found = findToken();
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), NO_TOKEN));
    }
    if (within.isNegative() || within.isZero()) {
      return CompletableFuture.completedFuture(
          Collections.nCopies(batch.size(), unavailable(new TimeoutException())));
    }
    AnswerCache.Sent sent = cache.sent(found.get());
    return post(EVALUATIONS, Batches.json(batch), sent, within, ANSWERS_BYTES_MAX)
        .thenApply(response -> answers(batch, response, sent))
        .exceptionally(failure -> Collections.nCopies(batch.size(), unavailable(failure)));
  }

  private List<Answer> answers(
      List<Question> batch, HttpResponse<byte[]> response, AnswerCache.Sent sent) {
    if (response.statusCode() != OK) {
      return Collections.nCopies(batch.size(), refused(response));
    }
    try {
      List<Answer> answers = AnswerReader.many(response.body(), batch.size());
      cache.heard(basis(response), sent);
      return answers;
    } catch (Malformed e) {
      return Collections.nCopies(batch.size(), malformed(e));
    }
  }

  private List<Answer> fulfil(List<Question> questions, List<Answer> answers) {
    List<Answer> fulfilled = new ArrayList<>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      fulfilled.add(fulfil(questions.get(i), answers.get(i)));
    }
    return List.copyOf(fulfilled);
  }

  /// Does the obligations of a permit, none unless all are known. A denial's are the caller's.
  private Answer fulfil(Question question, Answer answer) {
    if (!answer.isPermitted()) {
      return answer;
    }
    for (Obligation obligation : answer.obligations()) {
      if (!handlers.containsKey(obligation.type())) {
        return Answer.Denied.because(
            Reason.OBLIGATION_UNKNOWN,
            "obligation `" + obligation.type() + "` has no handler; register one",
            answer.id(),
            answer.obligations());
      }
    }
    for (Obligation obligation : answer.obligations()) {
      if (!isFulfilled(question, obligation)) {
        return Answer.Denied.because(
            Reason.OBLIGATION_FAILED,
            "obligation `" + obligation.type() + "` could not be done; see its handler",
            answer.id(),
            answer.obligations());
      }
    }
    return answer;
  }

  /// Handlers are not ours: whatever they throw means that it was not done.
  private boolean isFulfilled(Question question, Obligation obligation) {
    try {
      Objects.requireNonNull(handlers.get(obligation.type())).fulfil(question, obligation);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return false;
    }
  }

  /// Permits that are kept at the moment.
  int keptAnswers() {
    return cache.size();
  }

  /// Puts a client together; not for several threads.
  public static final class Builder {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(5);

    private final URI service;
    private final Supplier<String> token;
    private final Map<String, ObligationHandler> handlers = new HashMap<>();
    private Duration timeout = TIMEOUT;
    private Duration connectTimeout = CONNECT_TIMEOUT;
    private int batchMax = BATCH_MAX;
    private AnswerCache cache = AnswerCache.none();
    private @Nullable HttpClient http;

    private Builder(URI service, Supplier<String> token) {
      boolean root =
          service.getHost() != null
              && ("http".equals(service.getScheme()) || "https".equals(service.getScheme()))
              && service.getRawQuery() == null
              && service.getRawFragment() == null
              && service.getRawUserInfo() == null;
      if (!root) {
        throw new IllegalArgumentException(
            "service: no root of a service; write it as `https://HOST:PORT`");
      }
      String text = service.toString();
      this.service =
          text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : service;
      this.token = Objects.requireNonNull(token, "token");
    }

    /// How long an answer may take, connecting and trying again included; 2 seconds unless set.
    public Builder timeout(Duration timeout) {
      this.timeout = positive(timeout);
      return this;
    }

    /// How long one connection may take; 500 milliseconds unless set, without meaning for an HTTP
    /// client that was given.
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = positive(timeout);
      return this;
    }

    private static Duration positive(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(TIMEOUT_MAX) > 0) {
        throw new IllegalArgumentException(
            "timeout: " + timeout + "; more than nothing, at most " + TIMEOUT_MAX);
      }
      return timeout;
    }

    /// Questions of one request of a batch; more are asked in several.
    public Builder batch(int questionsMax) {
      if (questionsMax < 1 || questionsMax > BATCH_MAX) {
        throw new IllegalArgumentException(
            "batch: %,d questions; from 1 to %,d".formatted(questionsMax, BATCH_MAX));
      }
      this.batchMax = questionsMax;
      return this;
    }

    /// Keeps permits for `ttl`, at most a minute, of at most `entries` questions. A permit that is
    /// given from here is not recorded again, and a change of policies or entities is seen when the
    /// service next answers anything, or when `ttl` is over. Nothing is kept unless set.
    public Builder cache(int entries, Duration ttl) {
      return cache(entries, ttl, InstantSource.system(), System::nanoTime);
    }

    Builder cache(int entries, Duration ttl, InstantSource clock, LongSupplier nanoTime) {
      this.cache = new AnswerCache(entries, ttl, clock, nanoTime);
      return this;
    }

    /// The handler of the obligations of a type, in place of any before.
    public Builder obligation(String type, ObligationHandler handler) {
      handlers.put(
          Objects.requireNonNull(type, "type"), Objects.requireNonNull(handler, "handler"));
      return this;
    }

    /// Asks through this one. Throws [IllegalArgumentException] if it follows redirects, which
    /// would take the token along.
    public Builder http(HttpClient client) {
      if (client.followRedirects() != HttpClient.Redirect.NEVER) {
        throw new IllegalArgumentException("http: the client follows redirects; switch that off");
      }
      this.http = client;
      return this;
    }

    public RemitClient build() {
      return new RemitClient(
          this,
          http != null
              ? http
              : HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .connectTimeout(connectTimeout)
                  .build());
    }
  }
}
