package dev.remit.insight.observe.proxy;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request of HTTP is about: its method, and the host and path, without the query, which may
/// hold what nobody may know. The host is empty where it is not known. A tunnel has no path, and a
/// host with its port. Any token is a method.
///
/// Source: RFC 9110, sections 5.6.2 and 9.1.
public record HttpTarget(String method, String host, String path) {
  private static final Name ACTION = new Name("Action");
  private static final Name PATH = new Name("Http::Path");

  /// The method that asks for a tunnel.
  static final String TUNNEL = "CONNECT";

  /// Characters of a method, which a client may make up.
  static final int METHOD_MAX = 256;

  private static final Pattern METHOD =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1," + METHOD_MAX + "}");
  private static final Pattern HOST =
      Pattern.compile(
          "([a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}])(?::[0-9]{1,5})?");
  private static final Pattern ABSOLUTE =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]{0,31}://(?:[^/?#@]{0,255}@)?([^/?#]{0,255})(.*)");

  /// Of a target as it stands in a request: a path, with a host before it or not. Empty if there is
  /// no such method, or no target.
  public static Optional<HttpTarget> of(String method, String target, String host) {
    if (!METHOD.matcher(method).matches() || target.isEmpty()) {
      return Optional.empty();
    }
    if (method.equals(TUNNEL)) {
      String address = target.toLowerCase(Locale.ROOT);
      return Optional.of(
          new HttpTarget(method, HOST.matcher(address).matches() ? address : "", ""));
    }
    Matcher absolute = ABSOLUTE.matcher(target);
    return absolute.matches()
        ? Optional.of(
            new HttpTarget(
                method, plainHost(absolute.group(1)), withoutQuery(absolute.group(2), "/")))
        : Optional.of(new HttpTarget(method, plainHost(host), withoutQuery(target, "")));
  }

  private static String withoutQuery(String target, String ifEmpty) {
    int end = 0;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return end == 0 ? ifEmpty : target.substring(0, end);
  }

  /// In lower case and without its port; empty if it is none.
  static String plainHost(String host) {
    Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
    return matcher.matches() ? matcher.group(1) : "";
  }

  public EntityUid action() {
    return new EntityUid(ACTION, method);
  }

  public EntityUid uid() {
    return new EntityUid(PATH, host + path);
  }
}
