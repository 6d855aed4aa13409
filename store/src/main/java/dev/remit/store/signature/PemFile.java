package dev.remit.store.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file with one key in it, between lines that say what it is.
final class PemFile {
  static final String ALGORITHM = "Ed25519";
  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";

  private static final int BYTES_MAX = 16 * 1024;
  private static final int LINE_LENGTH = 64;
  private static final Pattern TEXT =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private PemFile() {}

  /// The bytes of the key that is called `kind`.
  static byte[] read(Path file, String kind) throws UnusableKey {
    Matcher pem = TEXT.matcher(text(file));
    if (!pem.find()) {
      throw new UnusableKey(file + ": is no PEM file; name the file of the " + name(kind));
    }
    if (!pem.group(1).equals(kind)) {
      throw new UnusableKey(
          file + ": holds `" + pem.group(1) + "`; name the file of the " + name(kind));
    }
    try {
      return Base64.getMimeDecoder().decode(pem.group(2));
    } catch (IllegalArgumentException e) {
      throw damaged(file);
    }
  }

  private static String text(Path file) throws UnusableKey {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new UnusableKey(file + ": is too long to be a key; name the file of one");
      }
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw new UnusableKey(file + ": no such file; `remit log key --out` makes a key");
    } catch (IOException e) {
      throw new UnusableKey(file + ": cannot be read (" + e + "); check the file");
    }
  }

  static UnusableKey damaged(Path file) {
    return new UnusableKey(
        file
            + ": holds no Ed25519 key; make one by `remit log key --out` or `openssl genpkey"
            + " -algorithm ed25519`");
  }

  private static String name(String kind) {
    return kind.equals(PRIVATE) ? "private key" : "public key";
  }

  /// Writes a new file, which `permissions` say who may use.
  static void write(Path file, String kind, byte[] key, String permissions) throws UnusableKey {
    String base64 = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(key);
    String text = "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(file, permissions))) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
    } catch (FileAlreadyExistsException e) {
      throw new UnusableKey(file + ": is there already; name another file");
    } catch (IOException e) {
      throw new UnusableKey(file + ": cannot be written (" + e + "); check the folder");
    }
  }

  private static FileAttribute<?>[] attributes(Path file, String permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  static KeyFactory factory() {
    try {
      return KeyFactory.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no Ed25519", e);
    }
  }
}
