package dev.remit.server.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The signature algorithms that can be allowed: all with a public key, so that who verifies cannot
/// sign.
///
/// Source: RFC 7518, section 3.1; RFC 8037 for EdDSA.
enum Algorithm {
  RS256("RS256", ""),
  RS384("RS384", ""),
  RS512("RS512", ""),
  PS256("PS256", ""),
  PS384("PS384", ""),
  PS512("PS512", ""),
  ES256("ES256", "P-256"),
  ES384("ES384", "P-384"),
  ES512("ES512", "P-521"),
  EDDSA("EdDSA", "Ed25519");

  /// Below, RSA is not safe. Source: RFC 7518, section 3.3.
  private static final int RSA_BITS_MIN = 2_048;

  /// What comes before the 32 bytes of an Ed25519 key in its X.509 form. Source: RFC 8410.
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ED25519_BYTES = 32;

  private final String text;

  /// Of the keys, as `crv` names it; empty for RSA.
  private final String curve;

  Algorithm(String text, String curve) {
    this.text = text;
    this.curve = curve;
  }

  /// As a token's `alg` and the settings name it.
  String text() {
    return text;
  }

  static Optional<Algorithm> find(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findAny();
  }

  /// Whether a key is one for this algorithm, and strong enough.
  boolean fits(JWK key) {
    boolean named = key.getAlgorithm() == null || key.getAlgorithm().getName().equals(text());
    return named
        && switch (key) {
          case RSAKey rsa -> curve.isEmpty() && rsa.size() >= RSA_BITS_MIN;
          case ECKey ec -> ec.getCurve().getName().equals(curve);
          case OctetKeyPair pair -> pair.getCurve().getName().equals(curve);
          default -> false;
        };
  }

  /// Whether the signature is the key's. The key fits.
  boolean verifies(JWK key, SignedToken token) {
    byte[] signed = token.signed().getBytes(StandardCharsets.US_ASCII);
    Base64URL signature = token.signature();
    try {
      return switch (key) {
        case RSAKey rsa -> verify(new RSASSAVerifier(rsa.toRSAPublicKey()), signed, signature);
        case ECKey ec -> verify(new ECDSAVerifier(ec.toECPublicKey()), signed, signature);
        case OctetKeyPair pair -> verifyEd25519(pair, signed, signature.decode());
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException _) {
      return false;
    }
  }

  private boolean verify(JWSVerifier verifier, byte[] signed, Base64URL signature)
      throws JOSEException {
    return verifier.verify(new JWSHeader(JWSAlgorithm.parse(text)), signed, signature);
  }

  /// By the JDK, because the library asks for another one.
  private static boolean verifyEd25519(OctetKeyPair pair, byte[] signed, byte[] signature)
      throws GeneralSecurityException {
    byte[] raw = pair.getX().decode();
    if (raw.length != ED25519_BYTES) {
      return false;
    }
    byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + ED25519_BYTES);
    System.arraycopy(raw, 0, encoded, ED25519_PREFIX.length, ED25519_BYTES);
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(signed);
    return verifier.verify(signature);
  }
}
