package dev.remit.examples.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request and its response without a container. What the filter has no business with throws.
final class FakeCall {
  private final Map<String, Object> said;
  private final Map<String, String> headers = new TreeMap<>();
  private int status = HttpServletResponse.SC_OK;

  FakeCall(Map<String, Object> said) {
    this.said = Map.copyOf(said);
  }

  static FakeCall of(String user, String method, String path) {
    Principal principal = () -> user;
    return new FakeCall(
        Map.of(
            "getUserPrincipal",
            principal,
            "getMethod",
            method,
            "getServletPath",
            "/app",
            "getPathInfo",
            path));
  }

  HttpServletRequest request() {
    return fake(
        HttpServletRequest.class,
        (_, method, _) -> {
          if (!method.getName().equals("getUserPrincipal") && !said.containsKey(method.getName())) {
            throw new UnsupportedOperationException(method.getName());
          }
          return said.get(method.getName());
        });
  }

  HttpServletResponse response() {
    return fake(
        HttpServletResponse.class,
        (_, method, arguments) -> {
          Object[] given = Objects.requireNonNull(arguments);
          switch (method.getName()) {
            case "sendError" -> status = (int) given[0];
            case "setHeader" -> headers.put((String) given[0], (String) given[1]);
            default -> throw new UnsupportedOperationException(method.getName());
          }
          return null;
        });
  }

  int status() {
    return status;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
