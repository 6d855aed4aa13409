package dev.remit.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.decision.LiveContext;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.server.access.Admission;
import dev.remit.server.access.Caller;
import dev.remit.server.access.StrictObject;
import io.netty.util.AsciiString;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One request, whole, of a caller who passed the gate.
public final class Call {
  static final AsciiString REQUEST_ID = HttpHeaderNames.of("x-request-id");

  /// Who passed the gate, for whoever logs requests.
  public static final AttributeKey<String> CALLER_ID =
      AttributeKey.valueOf(Call.class, "CALLER_ID");

  /// Which trace the request is part of; not set where it is part of none.
  static final AttributeKey<TraceParent> TRACE = AttributeKey.valueOf(Call.class, "TRACE");

  private static final int MISTAKES_MAX = 20;

  private final ServiceRequestContext context;
  private final RequestHeaders headers;
  private final HttpData body;
  private final Admission.@Nullable Admitted admitted;

  Call(
      ServiceRequestContext context,
      RequestHeaders headers,
      HttpData body,
      Admission.@Nullable Admitted admitted) {
    this.context = Objects.requireNonNull(context, "context");
    this.headers = Objects.requireNonNull(headers, "headers");
    this.body = Objects.requireNonNull(body, "body");
    this.admitted = admitted;
  }

  public ServiceRequestContext context() {
    return context;
  }

  public RequestHeaders headers() {
    return headers;
  }

  public byte[] body() {
    return body.array();
  }

  /// Throws [IllegalStateException] at an endpoint that is open to all.
  public Caller caller() {
    return admitted().caller();
  }

  private Admission.Admitted admitted() {
    if (admitted == null) {
      throw new IllegalStateException("the endpoint is open to all");
    }
    return admitted;
  }

  /// What is known of a subject: where the caller asks about itself, its own credential and what
  /// that says of where its requests come from; otherwise it presented nothing here. Of a token
  /// with `act` that is the current actor, and never the subject of the token.
  public LiveContext knownOf(String subjectType, String subjectId) {
    return caller().is(subjectType, subjectId)
        ? LiveContext.of(admitted().credential(), admitted().verified())
        : LiveContext.NONE;
  }

  /// Throws unless the caller is registered for subjects and resources of these types. A type that
  /// is no name at all is for the mapping to refuse.
  public void requireSpeaksFor(String subjectType, String resourceType) throws Refused {
    Caller.SpeaksFor registered = caller().speaksFor();
    boolean coversSubject =
        !Name.isValid(subjectType) || registered.coversSubject(new Name(subjectType));
    boolean coversResource =
        !Name.isValid(resourceType) || registered.coversResource(new Name(resourceType));
    if (!coversSubject || !coversResource) {
      String detail =
          "`%s` may not ask about subjects of type `%s` and resources of type `%s`; register it for them"
              .formatted(caller().id(), subjectType, resourceType);
      throw new Refused(new Problem(HttpStatus.FORBIDDEN, "caller.not-registered-for", detail));
    }
  }

  /// Throws unless the caller is registered for what a request is about.
  public void requireSpeaksFor(MappedRequest request) throws Refused {
    if (!caller().speaksFor().covers(request)) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "caller.not-registered-for",
              "`%s` may not ask about what `%s` does here; register it for those types"
                  .formatted(caller().id(), request.principal())));
    }
  }

  /// The caller's own name of the request: `X-Request-ID`, or else `trace:` and the id of the trace
  /// that it is part of; empty where there is neither.
  public String requestId() {
    String given = headers.get(REQUEST_ID);
    if (given != null) {
      return given;
    }
    TraceParent trace = context.attr(TRACE);
    return trace == null ? "" : "trace:" + trace.traceId();
  }

  /// A parameter of the path; the endpoint's pattern has it.
  public String path(String name) {
    return Objects.requireNonNull(context.pathParam(name), name);
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParam(name));
  }

  /// The names of the query's parameters.
  public Set<String> queryNames() {
    return context.queryParams().names();
  }

  /// A whole number of the query, `otherwise` where it is left out. Throws unless it is from `min`
  /// to `max`.
  public long whole(String name, long otherwise, long min, long max) throws Refused {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.get());
      if (min <= value && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new Refused(
        Problem.parameter(name, text.get(), "is no whole number from " + min + " to " + max));
  }

  public boolean hasBody() {
    return !body.isEmpty();
  }

  /// The body as a JSON object, with where to report its mistakes.
  public Body requireObject() throws Refused {
    MediaType type = headers.contentType();
    if (type != null && !type.isJson()) {
      throw new Refused(
          new Problem(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "request.media-type",
              "the body is `" + type + "`; send it with `Content-Type: application/json`"));
    }
    try {
      Source source = Utf8.decode("body", body());
      Diagnostics mistakes = new Diagnostics(source, MISTAKES_MAX);
      Json json = JsonReader.read(mistakes);
      mistakes.refuseIfAny();
      if (json instanceof Json.JsonObject object) {
        return new Body(object, mistakes);
      }
      throw mistakes.stop(
          "request.shape", json.span(), "the body is " + json.kind(), "send an object");
    } catch (SyntaxException e) {
      throw new Refused(Problem.of(e));
    }
  }

  /// A JSON object that was sent, and where its mistakes are collected.
  public record Body(Json.JsonObject json, Diagnostics mistakes) {
    /// The object, to be read member by member; adds a mistake for each that is not known.
    public StrictObject strict(List<String> known) {
      return new StrictObject(json, "", mistakes, known);
    }

    /// Throws if there are mistakes.
    public void requireSound() throws Refused {
      try {
        mistakes.refuseIfAny();
      } catch (SyntaxException e) {
        throw new Refused(Problem.of(e));
      }
    }
  }
}
