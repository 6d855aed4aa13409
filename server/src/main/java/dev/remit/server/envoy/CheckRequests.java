package dev.remit.server.envoy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.server.gateway.Targets;
import dev.remit.server.http.ProxyCredential;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What Envoy asks, as a request.
final class CheckRequests {
  private static final String JWT_FILTER = "envoy.filters.http.jwt_authn";

  private CheckRequests() {}

  static RawRequest.HttpCall read(CheckRequest request) {
    AttributeContext attributes = request.getAttributes();
    AttributeContext.HttpRequest http = attributes.getRequest().getHttp();
    return new RawRequest.HttpCall(
        http.getId(),
        Targets.of(http.getMethod(), http.getScheme(), http.getHost(), http.getPath()),
        headers(http),
        new RawRequest.Presented(
            subject(attributes.getMetadataContext().getFilterMetadataMap().get(JWT_FILTER)),
            attributes.getSource().getPrincipal()),
        Provenance.ABSENT);
  }

  /// The certificate that the client showed to Envoy, where Envoy sends it on
  /// (`include_peer_certificate`): PEM, percent-encoded. The connection says it, and no header.
  static Optional<X509Certificate> certificate(CheckRequest request) {
    String encoded = request.getAttributes().getSource().getCertificate();
    try {
      byte[] pem =
          URLDecoder.decode(encoded, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      return pem.length > 0
              && CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(pem))
                  instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (CertificateException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// As they came if Envoy sends them so (`encode_raw_headers`), or else joined by it.
  private static SortedMap<String, List<String>> headers(AttributeContext.HttpRequest http) {
    SortedMap<String, List<String>> headers = new TreeMap<>();
    http.getHeadersMap().forEach((name, value) -> add(name, value, headers));
    for (HeaderValue header : http.getHeaderMap().getHeadersList()) {
      add(
          header.getKey(),
          header.getRawValue().isEmpty() ? header.getValue() : header.getRawValue().toStringUtf8(),
          headers);
    }
    return headers;
  }

  private static void add(String name, String value, SortedMap<String, List<String>> headers) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(":") && !lower.contentEquals(ProxyCredential.HEADER)) {
      headers.computeIfAbsent(lower, _ -> new ArrayList<>()).add(value);
    }
  }

  /// The subject of the token that Envoy validated; empty where there is none, or more than one, or
  /// where it is not the subject that acts: for whom others act only a token says that we validate.
  private static String subject(@Nullable Struct validated) {
    Set<String> subjects = new LinkedHashSet<>();
    if (validated != null) {
      for (Value payload : validated.getFieldsMap().values()) {
        if (payload.getStructValue().containsFields("act")) {
          return "";
        }
        Value subject = payload.getStructValue().getFieldsMap().get("sub");
        if (subject != null) {
          subjects.add(subject.getStringValue());
        }
      }
    }
    return subjects.size() == 1 ? subjects.iterator().next() : "";
  }
}
