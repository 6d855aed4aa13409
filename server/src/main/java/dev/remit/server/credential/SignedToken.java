package dev.remit.server.credential;

import com.nimbusds.jose.util.Base64URL;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.server.setting.Settings;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/// A JWT as it was sent, with nothing of it proven. Its header's `jwk`, `jku`, `x5u` and `x5c` are
/// never looked at: keys come from the settings alone.
///
/// Source: RFC 7515, section 3.1; RFC 8725, section 3.11 for `typ`.
record SignedToken(Claims header, Claims payload, String signed, Base64URL signature) {
  private static final Set<String> TYPES =
      Set.of("", "jwt", "at+jwt", "application/jwt", "application/at+jwt", "jose");

  /// The types of transaction tokens, which are nothing else: none is good as an access token, and
  /// no access token is good as one.
  private static final Set<String> TRANSACTION_TYPES =
      Set.of("txntoken+jwt", "application/txntoken+jwt");

  static SignedToken parse(String token, Settings.Presenter presenter) throws Flawed {
    if (token.length() > TokenLimits.CHARS_MAX) {
      throw new Flawed(Flaw.TOO_LARGE);
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length == 5) {
      throw new Flawed(Flaw.ENCRYPTED);
    }
    if (parts.length != 3) {
      throw new Flawed(Flaw.MALFORMED);
    }
    Claims header = object(parts[0]);
    check(header, presenter);
    Base64URL signature = Base64URL.encode(bytes(parts[2]));
    return new SignedToken(header, object(parts[1]), parts[0] + "." + parts[1], signature);
  }

  private static void check(Claims header, Settings.Presenter presenter) throws Flawed {
    if (header.has("crit") || header.has("b64")) {
      throw new Flawed(Flaw.CRITICAL);
    }
    if (text(header, "cty").toLowerCase(Locale.ROOT).contains("jwt")) {
      throw new Flawed(Flaw.NESTED);
    }
    Set<String> types =
        switch (presenter) {
          case CALLERS, CLIENTS -> TYPES;
          case TRANSACTIONS -> TRANSACTION_TYPES;
        };
    if (!types.contains(text(header, "typ").toLowerCase(Locale.ROOT))) {
      throw new Flawed(Flaw.TYPE);
    }
  }

  private static String text(Claims header, String name) throws Flawed {
    try {
      return header.findText(name);
    } catch (Flawed _) {
      throw new Flawed(Flaw.MALFORMED);
    }
  }

  /// Empty if there is none.
  String algorithm() throws Flawed {
    return text(header, "alg");
  }

  /// Empty if there is none.
  String keyId() throws Flawed {
    return text(header, "kid");
  }

  /// Member names used twice are refused with everything else that is no JSON object.
  private static Claims object(String part) throws Flawed {
    try {
      Source source = Utf8.decode("token", bytes(part));
      if (JsonReader.read(source) instanceof Json.JsonObject object) {
        return new Claims(object);
      }
    } catch (SyntaxException _) {
      throw new Flawed(Flaw.MALFORMED);
    }
    throw new Flawed(Flaw.MALFORMED);
  }

  /// Base64url without padding, and in the one form that encoding gives: no stray bits at the end.
  private static byte[] bytes(String part) throws Flawed {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      throw new Flawed(Flaw.MALFORMED);
    }
    throw new Flawed(Flaw.MALFORMED);
  }
}
