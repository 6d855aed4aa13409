package dev.remit.server.ledger;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// What the headers of a request say of its task: `Remit-Task`, a token, and `Idempotency-Key`, the
/// caller's name of the attempt.
///
/// Source: draft-ietf-httpapi-idempotency-key-header: the key is a string of structured fields, in
/// quotes; one without is taken, too.
public record TaskHeaders(TaskClaim task, String attempt) {
  private static final String KEY = "idempotency-key";
  private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])+)\"");
  private static final Pattern BARE = Pattern.compile("[!#-\\[\\]-~]+");

  public TaskHeaders {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(attempt, "attempt");
  }

  /// Of a request that is the caller's own. A key is refused where it is none, and where there is
  /// no task that could remember it.
  public static TaskHeaders require(HttpHeaders headers, TaskTokens tokens, Instant now)
      throws Refused {
    TaskClaim task = tokens.read(headers.getAll(TaskTokens.HEADER), now);
    List<String> keys = headers.getAll(KEY);
    if (keys.isEmpty()) {
      return new TaskHeaders(task, "");
    }
    String key = key(keys);
    if (key.isEmpty()) {
      throw refused("attempt-key.malformed", "is no key; " + help());
    }
    if (task instanceof TaskClaim.None) {
      throw refused(
          "attempt-key.no-task",
          "counts within a task alone; name the task in `Remit-Task`, or leave it out");
    }
    return new TaskHeaders(task, key);
  }

  /// Of a request that a gateway holds, whose headers are by name in lower case: they are its
  /// client's, and a key outside of a task is for whoever the gateway stands before.
  public static TaskHeaders of(
      SortedMap<String, List<String>> headers, TaskTokens tokens, Instant now) {
    TaskClaim task = tokens.read(headers.getOrDefault(TaskTokens.HEADER, List.of()), now);
    List<String> keys = headers.getOrDefault(KEY, List.of());
    if (keys.isEmpty() || !(task instanceof TaskClaim.Valid)) {
      return new TaskHeaders(task, "");
    }
    String key = key(keys);
    return key.isEmpty()
        ? new TaskHeaders(
            new TaskClaim.Refused(
                MappedRequest.Refusal.TASK_TOKEN,
                "the header `Idempotency-Key` is no key; " + help()),
            "")
        : new TaskHeaders(task, key);
  }

  private static String help() {
    return "send one, of at most " + TaskLimits.KEY_LENGTH_MAX + " printable characters, in quotes";
  }

  /// Empty if it is none.
  private static String key(List<String> values) {
    if (values.size() != 1 || values.getFirst().length() > TaskLimits.KEY_LENGTH_MAX) {
      return "";
    }
    String value = values.getFirst();
    if (QUOTED.matcher(value).matches()) {
      return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    return BARE.matcher(value).matches() ? value : "";
  }

  private static Refused refused(String code, String what) {
    return new Refused(
        new Problem(HttpStatus.BAD_REQUEST, code, "the header `Idempotency-Key` " + what));
  }
}
