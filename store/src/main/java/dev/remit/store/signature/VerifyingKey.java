package dev.remit.store.signature;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;

/// The public key that says whether a signature is of its private one. Any thread may use it.
public final class VerifyingKey {
  private final PublicKey key;

  private VerifyingKey(PublicKey key) {
    this.key = key;
  }

  /// From a PEM file, as [SigningKey#create] and `openssl pkey -pubout` write it.
  public static VerifyingKey read(Path file) throws UnusableKey {
    byte[] bytes = PemFile.read(file, PemFile.PUBLIC);
    try {
      return new VerifyingKey(PemFile.factory().generatePublic(new X509EncodedKeySpec(bytes)));
    } catch (InvalidKeySpecException e) {
      throw PemFile.damaged(file);
    }
  }

  /// Whether the private key signed exactly this.
  public boolean isSigned(byte[] content, KeySignature signature) {
    try {
      Signature check = Signature.getInstance(PemFile.ALGORITHM);
      check.initVerify(key);
      check.update(content);
      return check.verify(signature.bytes());
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read verifies nothing", e);
    }
  }
}
