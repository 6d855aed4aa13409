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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Why a call itself failed, as told to the caller. `code` is API; `detail` says what happened and
/// what to do; `mistakes` are those of the body, at most twenty. A denial is no problem but an
/// answer.
///
/// Source: RFC 9457.
public record Problem(HttpStatus status, String code, String detail, List<Mistake> mistakes) {
  private static final MediaType TYPE = MediaType.parse("application/problem+json");
  private static final int MISTAKES_MAX = 20;

  /// One mistake of a body, with its place in it, `line:column`.
  public record Mistake(String code, String place, String message, String help) {}

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

  private static Mistake mistake(Diagnostic diagnostic) {
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
          Member.of("mistakes", Json.array(mistakes.stream().map(Problem::toJson).toList())));
    }
    return Json.object(members);
  }

  private static Json toJson(Mistake mistake) {
    return Json.object(
        Member.of("code", Json.string(mistake.code())),
        Member.of("place", Json.string(mistake.place())),
        Member.of("message", Json.string(mistake.message())),
        Member.of("help", Json.string(mistake.help())));
  }

  public HttpResponse toResponse() {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(TYPE);
    if (status.equals(HttpStatus.UNAUTHORIZED)) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"remit\"");
    }
    return HttpResponse.of(headers.build(), HttpData.ofUtf8(JsonWriter.compact(toJson())));
  }
}
