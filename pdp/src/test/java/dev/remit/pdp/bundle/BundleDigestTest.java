package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class BundleDigestTest {
  private static BundleFile file(String path, String text) {
    return new BundleFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static BundleDigest digest(BundleFile... files) {
    return BundleFiles.of(List.of(files)).digest();
  }

  @Test
  void orderOfFilesChangesNothing() {
    assertThat(digest(file("a", "1"), file("b", "2")))
        .isEqualTo(digest(file("b", "2"), file("a", "1")));
  }

  @Test
  void contentAndPathsChangeIt() {
    BundleDigest digest = digest(file("a", "1"));
    assertThat(digest).isNotEqualTo(digest(file("a", "2")));
    assertThat(digest).isNotEqualTo(digest(file("b", "1")));
  }

  @Test
  void bytesCannotMoveFromOneFileToTheNext() {
    assertThat(digest(file("a", "xb"), file("c", "y")))
        .isNotEqualTo(digest(file("a", "x"), file("bc", "y")));
    assertThat(digest(file("ab", ""))).isNotEqualTo(digest(file("a", "b")));
  }

  @Test
  void hexadecimalDigitsNameItToo() {
    BundleDigest digest = digest(file("a", "1"));
    assertThat(BundleDigest.ofHex(digest.hex())).isEqualTo(digest);
    assertThatThrownBy(() -> BundleDigest.ofHex("../" + digest.hex().substring(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BundleDigest.ofHex(digest.hex().toUpperCase(Locale.ROOT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itIsTheDocumentedHash() {
    // printf '\0\0\0\0\0\0\0\001a\0\0\0\0\0\0\0\0011' | sha256sum
    assertThat(digest(file("a", "1")))
        .hasToString("sha256:0e9c3156ac694b081269e7631db910df955a4df29e20086134d7aa57f4e54795");
  }
}
