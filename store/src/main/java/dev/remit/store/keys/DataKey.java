package dev.remit.store.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key of AES-256-GCM and what it is for. Any thread may use it.
///
/// Nonces are random, so that one key may encrypt 2^32 records: more than a principal asks in a
/// month. Source: NIST SP 800-38D, section 8.3.
public final class DataKey {
  static final int BYTES = 32;

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeyId id;
  private final KeyScope scope;
  private final byte[] secret;

  DataKey(KeyId id, KeyScope scope, byte[] secret) {
    this.id = Objects.requireNonNull(id, "id");
    this.scope = Objects.requireNonNull(scope, "scope");
    this.secret = secret.clone();
    if (secret.length != BYTES || !id.isOf(scope)) {
      throw new IllegalArgumentException("no key " + id + " of " + secret.length + " bytes");
    }
  }

  public KeyId id() {
    return id;
  }

  public KeyScope scope() {
    return scope;
  }

  /// A copy.
  byte[] secret() {
    return secret.clone();
  }

  /// Nonce and ciphertext with its tag; `associated` must be the same to decrypt it.
  byte[] encrypt(byte[] plain, byte[] associated, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(plain);
      return ByteBuffer.allocate(NONCE_BYTES + encrypted.length).put(nonce).put(encrypted).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not encrypt", e);
    }
  }

  /// What was encrypted. Throws [AEADBadTagException] if it was not under this key, with the same
  /// associated bytes.
  byte[] decrypt(byte[] encrypted, byte[] associated) throws AEADBadTagException {
    if (encrypted.length < NONCE_BYTES) {
      throw new AEADBadTagException("too short");
    }
    try {
      byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, nonce, associated)
          .doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not decrypt", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }

  @Override
  public String toString() {
    return "DataKey[" + id + ", redacted]";
  }
}
