package dev.remit.server.credential;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a workload: a trust domain and a path in it.
///
/// Source: the SPIFFE ID standard, section 2.
public record SpiffeId(String trustDomain, String path) {
  private static final String SCHEME = "spiffe://";
  private static final int LENGTH_MAX = 2_048;
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9._-]{1,255}");
  private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+)*");

  public SpiffeId {
    Objects.requireNonNull(trustDomain, "trustDomain");
    Objects.requireNonNull(path, "path");
  }

  /// Empty for what is none; upper case in the trust domain, queries and ports are refused as the
  /// standard asks.
  public static Optional<SpiffeId> find(String text) {
    if (!text.startsWith(SCHEME) || text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String rest = text.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String domain = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    return DOMAIN.matcher(domain).matches() && PATH.matcher(path).matches()
        ? Optional.of(new SpiffeId(domain, path))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return SCHEME + trustDomain + path;
  }
}
