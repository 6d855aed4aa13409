package dev.remit.store.log;

import dev.remit.store.signature.KeySignature;
import dev.remit.store.signature.SigningKey;
import dev.remit.store.signature.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A head, when it was the end of the log's chain, and the signature of both by a key that is kept
/// outside of the data folder.
public record SignedHead(Head head, Instant time, KeySignature signature) {
  private static final String PURPOSE = "remit log head\n";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int PARTS = 3;

  public SignedHead {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(signature, "signature");
  }

  public static SignedHead of(Head head, Instant time, SigningKey key) {
    return new SignedHead(head, time, key.sign(content(head, time)));
  }

  public boolean isSignedBy(VerifyingKey key) {
    return key.isSigned(content(head, time), signature);
  }

  private static byte[] content(Head head, Instant time) {
    return (PURPOSE + head + "\n" + time).getBytes(StandardCharsets.UTF_8);
  }

  /// Whether a line may be one of these, rather than a bare head.
  public static boolean isLike(String line) {
    return BLANKS.matcher(line.strip()).find();
  }

  /// Reads what [#toString] says. Throws [IllegalArgumentException] for anything else.
  public static SignedHead parse(String line) {
    List<String> parts = BLANKS.splitAsStream(line.strip()).toList();
    if (parts.size() != PARTS) {
      throw new IllegalArgumentException("not `HEAD TIME SIGNATURE`");
    }
    try {
      return new SignedHead(
          Head.parse(parts.get(0)), Instant.parse(parts.get(1)), KeySignature.parse(parts.get(2)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("`" + parts.get(1) + "` is no time", e);
    }
  }

  @Override
  public String toString() {
    return head + " " + time + " " + signature;
  }
}
