package dev.remit.server.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What endpoints answer with.
public final class Responses {
  private Responses() {}

  public static HttpResponse json(HttpStatus status, Json json) {
    return HttpResponse.of(status, MediaType.JSON, HttpData.ofUtf8(JsonWriter.compact(json)));
  }

  public static HttpResponse json(Json json) {
    return json(HttpStatus.OK, json);
  }

  public static CompletionStage<HttpResponse> done(HttpResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}
