package dev.remit.server.entity;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.server.http.Call;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Versions of the entities as HTTP has them: an object in bodies, `"STORE@SEQUENCE"` as a tag.
final class Versions {
  private static final Pattern TAG = Pattern.compile("\"([^\"@]{1,100})@([0-9]{1,18})\"");

  private Versions() {}

  static Json toJson(EntityVersion version) {
    return Json.object(
        Member.of("store", Json.string(version.store())),
        Member.of("sequence", Json.integer(version.sequence())));
  }

  static HttpResponse tagged(HttpResponse response, EntityVersion version) {
    return response.mapHeaders(
        headers -> headers.toBuilder().set(HttpHeaderNames.ETAG, "\"" + version + "\"").build());
  }

  /// The version that the call's `If-Match` names; empty where there is none.
  static Optional<EntityVersion> ifMatch(Call call) throws Refused {
    String text = call.headers().get(HttpHeaderNames.IF_MATCH);
    if (text == null) {
      return Optional.empty();
    }
    Matcher tag = TAG.matcher(text);
    if (!tag.matches()) {
      throw new Refused(
          new Problem(
              HttpStatus.BAD_REQUEST,
              "request.if-match",
              "`If-Match`: `" + text + "` is no version; send the `ETag` of an answer"));
    }
    return Optional.of(new EntityVersion(tag.group(1), Long.parseLong(tag.group(2))));
  }
}
