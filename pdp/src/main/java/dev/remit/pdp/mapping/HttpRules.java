package dev.remit.pdp.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How HTTP requests are mapped: by the first route that matches.
///
/// `principal` is who acts where no route says so, or null. `headers` in lower case and `query` are
/// the names of what policies see of a request, as `context.request.headers` and
/// `context.request.query`.
public record HttpRules(
    @Nullable PrincipalRule principal,
    List<String> headers,
    List<String> query,
    List<HttpRoute> routes) {
  public static final HttpRules NONE = new HttpRules(null, List.of(), List.of(), List.of());

  public HttpRules {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
    routes = List.copyOf(routes);
  }

  /// Whether a route asks for the client's token. Costs a look at each route.
  boolean asksForTokens() {
    for (HttpRoute route : routes) {
      if (route.principal().from() instanceof PrincipalRule.Source.Token) {
        return true;
      }
    }
    return false;
  }

  /// All rules for principals, also those of single routes.
  public List<PrincipalRule> principals() {
    return Stream.concat(
            Optional.ofNullable(principal).stream(), routes.stream().map(HttpRoute::principal))
        .distinct()
        .toList();
  }
}
