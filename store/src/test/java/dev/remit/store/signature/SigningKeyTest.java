package dev.remit.store.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys in files, and what they sign.
final class SigningKeyTest {
  /// The key and the signature of RFC 8032, section 7.1, test 2, in files of OpenSSL's form.
  private static final String PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7
      -----END PRIVATE KEY-----
      """;

  private static final byte[] TEXT = "a text".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder = Path.of("");

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void whatIsSignedIsRecognized() throws Exception {
    Path key = folder.resolve("key");
    VerifyingKey verifying = VerifyingKey.read(SigningKey.create(key));
    KeySignature signature = SigningKey.read(key).sign(TEXT);
    assertThat(verifying.isSigned(TEXT, signature)).isTrue();
    assertThat(verifying.isSigned(new byte[] {1}, signature)).isFalse();
    KeySignature read = KeySignature.parse(signature.toString());
    assertThat(read).isEqualTo(signature).hasSameHashCodeAs(signature);
    VerifyingKey other = VerifyingKey.read(SigningKey.create(folder.resolve("other")));
    assertThat(other.isSigned(TEXT, signature)).isFalse();
  }

  @Test
  void aKeyOfOpenSslSignsAsTheStandardSays() throws Exception {
    KeySignature signature = SigningKey.read(file("rfc8032.pem", PRIVATE)).sign(new byte[] {0x72});
    assertThat(signature.toString())
        .isEqualTo(
            "ed25519:kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZ"
                + "bkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==");
  }

  @Test
  void theKeyIsItsOwnersAlone() throws Exception {
    Path key = folder.resolve("key");
    SigningKey.create(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(SigningKey.read(key)).hasToString("SigningKey[redacted]");
  }

  @Test
  void aFileThatIsThereIsNotReplaced() throws Exception {
    Path key = file("key", "mine");
    assertThatThrownBy(() -> SigningKey.create(key)).hasMessageContaining("key: is there already");
    assertThat(key).hasContent("mine");
  }

  @Test
  void whatIsNoKeyIsRefused() throws Exception {
    SigningKey.create(folder.resolve("key"));
    assertThatThrownBy(() -> SigningKey.read(folder.resolve("none")))
        .hasMessageContaining("none: no such file; `remit log key --out` makes a key");
    assertThatThrownBy(() -> SigningKey.read(file("text", "text")))
        .hasMessageContaining("text: is no PEM file; name the file of the private key");
    assertThatThrownBy(() -> SigningKey.read(folder.resolve("key.pub")))
        .hasMessageContaining("holds `PUBLIC KEY`; name the file of the private key");
    assertThatThrownBy(() -> VerifyingKey.read(folder.resolve("key")))
        .hasMessageContaining("holds `PRIVATE KEY`; name the file of the public key");
    assertThatThrownBy(() -> SigningKey.read(file("cut", PRIVATE.replace("MC4C", "MC4D"))))
        .hasMessageContaining("cut: holds no Ed25519 key");
    assertThatThrownBy(() -> KeySignature.parse("ed25519:AAAA"))
        .hasMessageContaining("a signature of 3 bytes");
  }
}
