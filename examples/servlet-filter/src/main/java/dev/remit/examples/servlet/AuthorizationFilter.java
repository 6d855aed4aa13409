package dev.remit.examples.servlet;

import dev.remit.client.Answer;
import dev.remit.client.Question;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;

/// Lets a request go on only if Remit permits it: 401 for nobody, 403 for a denial, 503 where Remit
/// could not be asked. Whatever else goes wrong is thrown, and the request does not go on either.
public final class AuthorizationFilter implements Filter {
  private static final String DECISION = "X-Remit-Decision";

  private final Function<Question, Answer> remit;
  private final RequestMapping mapping;

  /// `remit` is the `ask` of a [dev.remit.client.RemitClient]: `client::ask`.
  public AuthorizationFilter(Function<Question, Answer> remit, RequestMapping mapping) {
    this.remit = Objects.requireNonNull(remit, "remit");
    this.mapping = Objects.requireNonNull(mapping, "mapping");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest call)
        || !(response instanceof HttpServletResponse reply)) {
      throw new ServletException("filter: the request is not HTTP; map the filter to HTTP only");
    }
    if (call.getUserPrincipal() == null) {
      reply.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    Answer answer = remit.apply(mapping.question(call));
    if (!answer.id().isEmpty()) {
      reply.setHeader(DECISION, answer.id());
    }
    if (answer.isPermitted()) {
      chain.doFilter(request, response);
    } else {
      reply.sendError(
          answer.isUnavailable()
              ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
              : HttpServletResponse.SC_FORBIDDEN);
    }
  }
}
