package dev.remit.server.credential;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/// The public keys of an issuer that verify signatures. Symmetric ones are never among them.
///
/// One object is one time that they were published: what rests on it can tell whether it still
/// counts. Source: RFC 7517.
final class KeySet {
  private final List<JWK> keys;

  private KeySet(List<JWK> keys) {
    this.keys = List.copyOf(keys);
  }

  /// Throws [ParseException] for what is no key set, or one with too many keys.
  static KeySet parse(byte[] bytes) throws ParseException {
    JWKSet set = JWKSet.parse(new String(bytes, StandardCharsets.UTF_8));
    if (set.size() > TokenLimits.KEYS_MAX) {
      throw new ParseException("more than " + TokenLimits.KEYS_MAX + " keys", 0);
    }
    return new KeySet(
        set.getKeys().stream().filter(KeySet::verifies).map(JWK::toPublicJWK).toList());
  }

  private static boolean verifies(JWK key) {
    return !key.getKeyType().equals(KeyType.OCT)
        && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE) || isJwtSvid(key))
        && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
  }

  /// What SPIFFE bundles say of keys that sign JWT-SVIDs.
  private static boolean isJwtSvid(JWK key) {
    return key.getKeyUse().identifier().equals("jwt-svid");
  }

  boolean hasSameKeys(KeySet other) {
    return keys.equals(other.keys);
  }

  /// The key of that id for the algorithm; where a token names none, the only one for it.
  Optional<JWK> find(String keyId, Algorithm algorithm) {
    List<JWK> fitting = keys.stream().filter(algorithm::fits).toList();
    if (keyId.isEmpty()) {
      return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
    return fitting.stream().filter(key -> keyId.equals(key.getKeyID())).findFirst();
  }
}
