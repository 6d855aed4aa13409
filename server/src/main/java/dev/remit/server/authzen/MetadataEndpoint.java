package dev.remit.server.authzen;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.request.RawRequest.Sought;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.server.setting.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// `GET /.well-known/authzen-configuration`: where everything is, for everybody. No capabilities
/// are registered yet, so the list of them is empty.
///
/// Source: OpenID AuthZEN Authorization API 1.0, policy decision point metadata.
final class MetadataEndpoint {
  private final Settings.OptionalUrl publicUrl;

  MetadataEndpoint(Settings.OptionalUrl publicUrl) {
    this.publicUrl = Objects.requireNonNull(publicUrl, "publicUrl");
  }

  Endpoint endpoint() {
    return Endpoint.open(
            HttpMethod.GET,
            "/.well-known/authzen-configuration",
            "Say where the endpoints of the AuthZEN API are.",
            this::answer)
        .describedBy(Contract.answering("AuthzenConfiguration"));
  }

  private CompletionStage<HttpResponse> answer(Call call) throws Refused {
    String base = base(call);
    List<Member> members = new ArrayList<>();
    members.add(text("policy_decision_point", base));
    members.add(text("access_evaluation_endpoint", base + Authzen.EVALUATION));
    members.add(text("access_evaluations_endpoint", base + Authzen.EVALUATIONS));
    for (Sought sought : Sought.values()) {
      members.add(
          text("search_" + sought.text() + "_endpoint", base + Authzen.SEARCH + sought.text()));
    }
    members.add(Member.of("capabilities", Json.array(List.of())));
    return Responses.done(Responses.json(Json.object(members)));
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }

  /// Without a slash at the end.
  private String base(Call call) throws Refused {
    Optional<URI> set = publicUrl.find();
    String base = set.isPresent() ? set.get().toString() : requested(call);
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  private static String requested(Call call) throws Refused {
    String scheme = call.context().sessionProtocol().isTls() ? "https" : "http";
    String authority = Objects.requireNonNullElse(call.headers().authority(), ""); // or `Host`
    try {
      URI url = new URI(scheme + "://" + authority).parseServerAuthority();
      if (url.getHost() != null && url.getUserInfo() == null && url.getPath().isEmpty()) {
        return url.toString();
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new Refused(
        new Problem(
            HttpStatus.BAD_REQUEST,
            "request.authority",
            "`" + authority + "` is no host of a URL; send a `Host`"));
  }
}
