package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleFilesTest {
  private static BundleFile file(String path) {
    return new BundleFile(path, path.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void filesAreSortedByPathAsBytes() {
    assertThat(BundleFiles.of(List.of(file("😀"), file("z"), file("a/b"), file("\uFF5E"))).all())
        .extracting(BundleFile::path)
        .containsExactly("a/b", "z", "\uFF5E", "😀");
  }

  @Test
  void aPathIsThereOnce() {
    assertThatThrownBy(() -> BundleFiles.of(List.of(file("a"), file("a"))))
        .hasMessage("`a` is there twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "a/../b", "..", "a\0b", "\uD800"})
  void noPathLeadsOutOfTheBundle(String path) {
    assertThatThrownBy(() -> file(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pathsFilesAndBytesAreBounded() {
    String longest = "ä".repeat(BundleLimits.PATH_BYTES_MAX / 2);
    assertThat(file(longest).path()).isEqualTo(longest);
    assertThatThrownBy(() -> file(longest + "b")).isInstanceOf(IllegalArgumentException.class);

    List<BundleFile> most =
        IntStream.rangeClosed(0, BundleLimits.FILES_MAX).mapToObj(i -> file("f" + i)).toList();
    assertThat(BundleFiles.of(most.subList(1, most.size())).all()).hasSize(BundleLimits.FILES_MAX);
    assertThatThrownBy(() -> BundleFiles.of(most)).hasMessage("more than 10000 files");

    BundleFile largest = new BundleFile("a", new byte[(int) BundleLimits.BYTES_MAX]);
    assertThat(BundleFiles.of(List.of(largest)).all()).hasSize(1);
    assertThatThrownBy(() -> BundleFiles.of(List.of(largest, file("b"))))
        .hasMessage("more than 67108864 bytes");
  }

  @Test
  void bytesCannotBeWritten() {
    assertThat(file("a").bytes().isReadOnly()).isTrue();
  }
}
