package dev.remit.examples.servlet;

import dev.remit.client.Question;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;

/// What is asked about a request whose caller the container has authenticated.
@FunctionalInterface
public interface RequestMapping {
  /// Called only where the request has a user principal.
  Question question(HttpServletRequest request);

  /// The method as an action on the path as the container has decoded and routed it, so that what
  /// is decided on is what is served: `ServiceAccount::"ci"`, `get`, `Path::"/reports/7"`.
  static RequestMapping methodAndPath(String subjectType, String resourceType) {
    return request -> {
      String name = Objects.requireNonNull(request.getUserPrincipal(), "principal").getName();
      String rest = Objects.requireNonNullElse(request.getPathInfo(), "");
      return Question.builder()
          .subject(subjectType, name)
          .action(request.getMethod().toLowerCase(Locale.ROOT))
          .resource(resourceType, request.getServletPath() + rest)
          .build();
    };
  }
}
