package dev.remit.pdp.mapping;

import dev.remit.cedar.value.Name;
import java.util.Objects;

/// Who acts in an HTTP request: an entity of a type, named by what the request presents.
public record PrincipalRule(Name type, Source from) {
  public PrincipalRule {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(from, "from");
  }

  /// What of a request names the principal.
  public sealed interface Source {
    /// As messages name it.
    String text();

    /// A header that the gateway sets, in lower case.
    record Header(String name) implements Source {
      public Header {
        Objects.requireNonNull(name, "name");
      }

      @Override
      public String text() {
        return "the header `" + name + "`";
      }
    }

    /// The subject of a token that the gateway validated.
    record Credential() implements Source {
      @Override
      public String text() {
        return "a validated token";
      }
    }

    /// The subject of the client's bearer token, which the service validates.
    record Token() implements Source {
      @Override
      public String text() {
        return "the bearer token";
      }
    }

    /// The name in a client certificate that the gateway validated.
    record Certificate() implements Source {
      @Override
      public String text() {
        return "a validated client certificate";
      }
    }
  }
}
