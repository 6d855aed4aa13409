package dev.remit.server.source;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.server.access.Right;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// `/v1/sources`: how the sources stand, and pulling one now.
public final class SourceEndpoints {
  private static final String PATH = "/v1/sources";

  private final Sources sources;

  public SourceEndpoints(Sources sources) {
    this.sources = Objects.requireNonNull(sources, "sources");
  }

  public List<Endpoint> all() {
    return List.of(
        Endpoint.blocking(
                HttpMethod.GET,
                PATH,
                Right.READ_ENTITIES,
                "Tell which sources entities are pulled from, and how they stand.",
                this::list)
            .under(Contract.answering("Sources")),
        Endpoint.blocking(
                HttpMethod.POST,
                PATH + "/{name}/pull",
                Right.CHANGE_ENTITIES,
                "Pull a source now.",
                this::pull)
            .under(
                Contract.answering("Pull")
                    .with(
                        "shrink",
                        "boolean",
                        "Also if it removes more entities than the settings allow.")));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    return Responses.done(
        Responses.json(
            Json.object(
                Member.of(
                    "sources",
                    Json.array(sources.all().stream().map(SourceEndpoints::toJson).toList())))));
  }

  private static Json toJson(PulledSource source) {
    PulledSource.Status status = source.status();
    List<Member> members = new ArrayList<>();
    members.add(Member.of("name", Json.string(source.name())));
    members.add(
        Member.of(
            "types", Json.array(source.settings().types().stream().map(Json::string).toList())));
    members.add(Member.of("everySeconds", Json.integer(source.settings().every().toSeconds())));
    add(members, "pulled", status.pulled());
    add(members, "asOf", status.asOf());
    members.add(Member.of("failures", Json.integer(status.failures())));
    if (!status.problem().isEmpty()) {
      members.add(Member.of("problem", Json.string(status.problem())));
    }
    return Json.object(members);
  }

  private static void add(List<Member> members, String name, @Nullable Instant instant) {
    if (instant != null) {
      members.add(Member.of(name, Json.string(instant.toString())));
    }
  }

  private CompletionStage<HttpResponse> pull(Call call) throws Refused {
    String name = call.path("name");
    PulledSource source =
        sources
            .find(name)
            .orElseThrow(() ->
                new Refused(
                    new Problem(
                        HttpStatus.NOT_FOUND,
                        "source.unknown",
                        "`" + name + "` is no source; `GET " + PATH + "` lists them")));
    try {
      PulledSource.Pulled pulled = source.pull(mayShrink(call));
      EntityVersion version = pulled.version();
      return Responses.done(
          Responses.json(
              Json.object(
                  Member.of(
                      "version",
                      Json.object(
                          Member.of("store", Json.string(version.store())),
                          Member.of("sequence", Json.integer(version.sequence())))),
                  Member.of("asOf", Json.string(pulled.asOf().toString())),
                  Member.of("put", Json.integer(pulled.put())),
                  Member.of("removed", Json.integer(pulled.removed())),
                  Member.of("total", Json.integer(pulled.total())))));
    } catch (SourceFault e) {
      throw new Refused(problem(source, e));
    }
  }

  private static boolean mayShrink(Call call) throws Refused {
    String shrink = call.query("shrink").orElse("false");
    if (!shrink.equals("true") && !shrink.equals("false")) {
      throw new Refused(Problem.parameter("shrink", shrink, "is not `true` or `false`"));
    }
    return shrink.equals("true");
  }

  private static Problem problem(PulledSource source, SourceFault fault) {
    String text = "sources." + source.name() + ": " + fault.text();
    return switch (fault.kind()) {
      case UNREACHABLE -> new Problem(HttpStatus.BAD_GATEWAY, "source.unreachable", text);
      case REFUSED ->
          new Problem(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "source.refused",
              text,
              fault.mistakes().stream().map(Problem::mistake).toList());
      case STORAGE -> new Problem(HttpStatus.SERVICE_UNAVAILABLE, "source.not-kept", text);
    };
  }
}
