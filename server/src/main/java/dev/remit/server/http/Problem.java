package dev.remit.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.policy.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Why a call itself failed, as told to the caller. `code` is API; `detail` says what happened and
/// what to do; `mistakes` are those of the body, at most a hundred. A denial is no problem but an
/// answer.
///
/// Source: RFC 9457.
public record Problem(HttpStatus status, String code, String detail, List<Mistake> mistakes) {
  private static final MediaType TYPE = MediaType.parse("application/problem+json");
  private static final int MISTAKES_MAX = Limits.DIAGNOSTICS_MAX;

  /// How the codes end of what may be asked again at once.
  private static final String BUSY = ".busy";

  private static final String RETRY_SECONDS = "1";

  /// One mistake of a body, with its place in it, `line:column`.
  public record Mistake(String code, String place, String message, String help) {
    public Json toJson() {
      return Json.object(
          Member.of("code", Json.string(code)),
          Member.of("place", Json.string(place)),
          Member.of("message", Json.string(message)),
          Member.of("help", Json.string(help)));
    }
  }

  public Problem {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
    mistakes = mistakes.stream().limit(MISTAKES_MAX).toList();
  }

  public Problem(HttpStatus status, String code, String detail) {
    this(status, code, detail, List.of());
  }

  /// The body could not be understood.
  public static Problem of(SyntaxException mistakes) {
    return new Problem(
        HttpStatus.BAD_REQUEST,
        "request.malformed",
        mistakes.diagnostics().getFirst().headline(),
        mistakes.diagnostics().stream().map(Problem::mistake).toList());
  }

  /// A parameter has a value that it cannot have.
  public static Problem parameter(String name, String value, String what) {
    return new Problem(
        HttpStatus.BAD_REQUEST, "request.parameter", "`" + name + "`: `" + value + "` " + what);
  }

  /// The disk failed; `what` says at what.
  public static Problem storage(String what, Exception failure) {
    return new Problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "storage.failed",
        what + " (" + failure.getMessage() + "); check the disk of the data folder");
  }

  public static Mistake mistake(Diagnostic diagnostic) {
    return new Mistake(
        diagnostic.code(),
        diagnostic.source().name() + ":" + diagnostic.position(),
        diagnostic.message(),
        diagnostic.help());
  }

  public Json.JsonObject toJson() {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("type", Json.string("urn:remit:problem:" + code)));
    members.add(Member.of("title", Json.string(status.reasonPhrase())));
    members.add(Member.of("status", Json.integer(status.code())));
    members.add(Member.of("code", Json.string(code)));
    members.add(Member.of("detail", Json.string(detail)));
    if (!mistakes.isEmpty()) {
      members.add(
          Member.of("mistakes", Json.array(mistakes.stream().map(Mistake::toJson).toList())));
    }
    return Json.object(members);
  }

  /// What a 401 asks for, as its header `WWW-Authenticate`: a token, or one that holds.
  ///
  /// Source: RFC 6750, section 3.
  public Optional<String> challenge() {
    if (!status.equals(HttpStatus.UNAUTHORIZED)) {
      return Optional.empty();
    }
    String error = code.startsWith("credential.") ? ", error=\"invalid_token\"" : "";
    return Optional.of("Bearer realm=\"remit\"" + error);
  }

  public HttpResponse toResponse() {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(TYPE);
    challenge().ifPresent(said -> headers.set(HttpHeaderNames.WWW_AUTHENTICATE, said));
    if (code.endsWith(BUSY)) {
      headers.set(HttpHeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(JsonWriter.compact(toJson())));
  }
}
