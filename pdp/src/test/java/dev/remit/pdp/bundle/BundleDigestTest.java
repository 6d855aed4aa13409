package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BundleDigestTest {
  private static BundleFile file(String path, String text) {
    return new BundleFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void orderOfFilesChangesNothing() {
    assertThat(BundleDigest.of(List.of(file("a", "1"), file("b", "2"))))
        .isEqualTo(BundleDigest.of(List.of(file("b", "2"), file("a", "1"))));
  }

  @Test
  void contentAndPathsChangeIt() {
    BundleDigest digest = BundleDigest.of(List.of(file("a", "1")));
    assertThat(digest).isNotEqualTo(BundleDigest.of(List.of(file("a", "2"))));
    assertThat(digest).isNotEqualTo(BundleDigest.of(List.of(file("b", "1"))));
  }

  @Test
  void bytesCannotMoveFromOneFileToTheNext() {
    assertThat(BundleDigest.of(List.of(file("a", "xb"), file("c", "y"))))
        .isNotEqualTo(BundleDigest.of(List.of(file("a", "x"), file("bc", "y"))));
    assertThat(BundleDigest.of(List.of(file("ab", ""))))
        .isNotEqualTo(BundleDigest.of(List.of(file("a", "b"))));
  }

  @Test
  void itIsTheDocumentedHash() {
    // printf '\0\0\0\0\0\0\0\001a\0\0\0\0\0\0\0\0011' | sha256sum
    assertThat(BundleDigest.of(List.of(file("a", "1"))))
        .hasToString("sha256:0e9c3156ac694b081269e7631db910df955a4df29e20086134d7aa57f4e54795");
  }
}
