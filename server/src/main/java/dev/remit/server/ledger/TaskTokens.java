package dev.remit.server.ledger;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.ledger.Task;
import dev.remit.pdp.ledger.TaskId;
import dev.remit.pdp.request.MappedRequest.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the tokens that name tasks, and validates them. Any thread may call.
///
/// A token is a JWT that this service alone reads: signed by HMAC-SHA-256 with a key of the data
/// folder, of a type of its own, for one tenant. It names the task, its root and its holder, and is
/// good for [#LIFE], or until the task is over. Its header is the one that is written here, byte
/// for byte, so that it cannot choose how it is validated.
///
/// Source: RFC 7515 and RFC 7519; RFC 8725, sections 3.1 and 3.11.
public final class TaskTokens {
  /// The header of a request that names its task by a token.
  public static final String HEADER = "remit-task";

  /// How long a token is good.
  public static final Duration LIFE = Duration.ofMinutes(15);

  /// Bytes of a key.
  public static final int KEY_BYTES = 32;

  private static final int CHARS_MAX = 4_096;
  private static final String ALGORITHM = "HmacSHA256";
  private static final String ISSUER = "remit";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String JWT_HEADER =
      ENCODER.encodeToString(
          "{\"alg\":\"HS256\",\"typ\":\"remit-task+jwt\"}".getBytes(StandardCharsets.US_ASCII));

  private final SecretKeySpec key;
  private final String tenant;

  /// `key` has [#KEY_BYTES] bytes.
  public TaskTokens(byte[] key, String tenant) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.tenant = Objects.requireNonNull(tenant, "tenant");
  }

  /// A token, and the instant from which on it is refused.
  public record Issued(String token, Instant expires) {
    public Issued {
      Objects.requireNonNull(token, "token");
      Objects.requireNonNull(expires, "expires");
    }

    @Override
    public String toString() {
      return "Issued[redacted]";
    }
  }

  public Issued issue(Task task, Instant now) {
    Instant latest = now.plus(LIFE);
    Instant expires =
        Instant.ofEpochSecond(
            (latest.isBefore(task.expires()) ? latest : task.expires()).getEpochSecond());
    String payload =
        JsonWriter.compact(
            Json.object(
                Member.of("iss", Json.string(ISSUER)),
                Member.of("aud", Json.string(tenant)),
                Member.of("sub", Json.string(task.holder().toString())),
                Member.of("task", Json.string(task.id().toString())),
                Member.of("root", Json.string(task.root().toString())),
                Member.of("iat", Json.integer(now.getEpochSecond())),
                Member.of("exp", Json.integer(expires.getEpochSecond()))));
    String signed =
        JWT_HEADER + "." + ENCODER.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    return new Issued(signed + "." + ENCODER.encodeToString(mac(signed)), expires);
  }

  private byte[] mac(String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM, e);
    }
  }

  /// What the values of a request's header come to.
  public TaskClaim read(List<String> values, Instant now) {
    return switch (values.size()) {
      case 0 -> TaskClaim.NONE;
      case 1 -> read(values.getFirst(), now);
      default -> refused("the header `Remit-Task` is there more than once; send one");
    };
  }

  private TaskClaim read(String token, Instant now) {
    int signature = token.lastIndexOf('.');
    if (token.length() > CHARS_MAX
        || signature <= JWT_HEADER.length()
        || !token.startsWith(JWT_HEADER + ".")) {
      return refused("the token in `Remit-Task` is no task token; open a task to get one");
    }
    String signed = token.substring(0, signature);
    // Compared as text, so that a signature has one form.
    if (!MessageDigest.isEqual(
        ENCODER.encode(mac(signed)),
        token.substring(signature + 1).getBytes(StandardCharsets.UTF_8))) {
      return refused("the signature of the token in `Remit-Task` is not this service's");
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(signed.substring(JWT_HEADER.length() + 1));
      Json json = JsonReader.read(new Source("token", new String(payload, StandardCharsets.UTF_8)));
      return claim(json, now);
    } catch (SyntaxException | IllegalArgumentException _) {
      return refused("the token in `Remit-Task` cannot be read; open a task to get one");
    }
  }

  private TaskClaim claim(Json json, Instant now) {
    if (!text(json, "iss").equals(ISSUER) || !text(json, "aud").equals(tenant)) {
      return refused("the token in `Remit-Task` is of another tenant");
    }
    if (!(json instanceof Json.JsonObject object)
        || !(object.find("exp") instanceof Json.JsonInteger(long seconds, _))) {
      return refused("the token in `Remit-Task` never expires, and none is so");
    }
    if (now.getEpochSecond() >= seconds) {
      return new TaskClaim.Refused(
          Refusal.TASK_ENDED, "the token in `Remit-Task` has expired; renew it");
    }
    return new TaskClaim.Valid(TaskId.parse(text(json, "task")), TaskId.parse(text(json, "root")));
  }

  private static String text(Json json, String name) {
    return json instanceof Json.JsonObject object
            && object.find(name) instanceof Json.JsonString(String text, _)
        ? text
        : "";
  }

  private static TaskClaim refused(String text) {
    return new TaskClaim.Refused(Refusal.TASK_TOKEN, text);
  }
}
