package dev.remit.server.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import dev.remit.cedar.json.Json;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// `GET /v1/openapi.json`: what can be asked of the service, this included.
public final class OpenApiEndpoint {
  private final List<Endpoint> described = new ArrayList<>();

  private OpenApiEndpoint() {}

  /// Describes itself and all others.
  public static Endpoint of(List<Endpoint> others) {
    OpenApiEndpoint document = new OpenApiEndpoint();
    Endpoint own =
        Endpoint.open(
                HttpMethod.GET,
                "/v1/openapi.json",
                "Tell what can be asked of the service, as an OpenAPI document.",
                _ -> document.answer())
            .under(Contract.answering("Document"));
    document.described.addAll(others);
    document.described.add(own);
    return own;
  }

  private CompletionStage<HttpResponse> answer() {
    Json document = OpenApi.of(described);
    return Responses.done(Responses.json(document));
  }
}
