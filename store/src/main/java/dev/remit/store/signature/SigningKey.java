package dev.remit.store.signature;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;

/// The private key that heads and tombstones are signed with. Any thread may use it.
public final class SigningKey {
  private static final String OWNER_ONLY = "rw-------";
  private static final String READABLE = "rw-r--r--";

  private final PrivateKey key;

  private SigningKey(PrivateKey key) {
    this.key = key;
  }

  /// From a PEM file with PKCS #8 in it, as [#create] and `openssl genpkey -algorithm ed25519`
  /// write it.
  public static SigningKey read(Path file) throws UnusableKey {
    byte[] bytes = PemFile.read(file, PemFile.PRIVATE);
    try {
      return new SigningKey(PemFile.factory().generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    } catch (InvalidKeySpecException e) {
      throw PemFile.damaged(file);
    }
  }

  /// Makes a new key, in a file that is its owner's alone, and the public one beside it, which is
  /// what this returns.
  public static Path create(Path file) throws UnusableKey {
    Path publicFile = Path.of(file + ".pub");
    KeyPair pair = generate();
    PemFile.write(file, PemFile.PRIVATE, pair.getPrivate().getEncoded(), OWNER_ONLY);
    PemFile.write(publicFile, PemFile.PUBLIC, pair.getPublic().getEncoded(), READABLE);
    return publicFile;
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(PemFile.ALGORITHM).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no Ed25519", e);
    }
  }

  public KeySignature sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(PemFile.ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return KeySignature.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read signs nothing", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[redacted]";
  }
}
