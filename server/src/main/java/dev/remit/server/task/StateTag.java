package dev.remit.server.task;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.http.Call;
import dev.remit.server.http.Responses;

/// The `ETag` of a task as it is shown: the version of its state, and a part of the SHA-256 of what
/// is shown, because amounts within windows pass without a change of the state.
///
/// Source: RFC 9110, sections 8.8.3 and 13.1.2.
final class StateTag {
  private static final int HASH_DIGITS = 16;
  private static final String WEAK = "W/";

  private StateTag() {}

  /// The state, or a 304 where the call has it.
  static HttpResponse answer(Call call, long version, Json.JsonObject shown) {
    String hash = TextDigest.of(JsonWriter.compact(shown)).substring(0, HASH_DIGITS);
    String tag = "\"%d-%s\"".formatted(version, hash);
    String known = call.headers().get(HttpHeaderNames.IF_NONE_MATCH);
    if (known != null && has(known, tag)) {
      return HttpResponse.of(
          ResponseHeaders.of(HttpStatus.NOT_MODIFIED, HttpHeaderNames.ETAG, tag));
    }
    return Responses.json(shown)
        .mapHeaders(headers -> headers.toBuilder().set(HttpHeaderNames.ETAG, tag).build());
  }

  private static boolean has(String known, String tag) {
    for (String each : known.split(",", -1)) {
      String stripped = each.strip();
      String strong = stripped.startsWith(WEAK) ? stripped.substring(WEAK.length()) : stripped;
      if (strong.equals(tag) || strong.equals("*")) {
        return true;
      }
    }
    return false;
  }
}
