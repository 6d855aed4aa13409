package dev.remit.server.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.pdp.bundle.BundleFile;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.server.SampleBundle;
import dev.remit.server.http.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadedArchiveTest {
  private final SampleBundle bundle = new SampleBundle();

  @Test
  void folderTarAndZipOfABundleHaveOneDigest(@TempDir Path folder) throws Exception {
    var expected = BundleReader.readFiles(bundle.write(folder)).digest();
    assertThat(UploadedArchive.read(Archives.tarGz(bundle.files())).digest()).isEqualTo(expected);
    assertThat(UploadedArchive.read(Archives.zip(bundle.files())).digest()).isEqualTo(expected);
  }

  @Test
  void whatIsNoPartOfABundleIsLeftOut() throws Exception {
    Map<String, String> more = new LinkedHashMap<>(bundle.files());
    more.put("README.md", "hello");
    more.put("tests/cases.json", "[]");
    more.put("policies/notes.txt", "x");
    assertThat(paths(Archives.tarGz(more))).isEqualTo(paths(Archives.tarGz(bundle.files())));
    assertThat(paths(Archives.zip(more))).isEqualTo(paths(Archives.tarGz(bundle.files())));
  }

  private static List<String> paths(byte[] archive) throws Refused {
    return UploadedArchive.read(archive).all().stream().map(BundleFile::path).toList();
  }

  @Test
  void namesMayBeginWithADotAndBeLong() throws Exception {
    String longName = "policies/" + "a".repeat(150) + ".cedar";
    byte[] archive =
        Archives.tarGz(
            List.of(
                Archives.Item.folder("./"),
                Archives.Item.file("./remit.yaml", SampleBundle.MANIFEST),
                new Archives.Item("././@LongLink", 'L', "", longName),
                Archives.Item.file(longName.substring(0, 99), "x"),
                new Archives.Item("PaxHeader", 'x', "", pax("path=policies/ü.cedar")),
                Archives.Item.file("policies/other.cedar", "y")));
    assertThat(paths(archive)).containsExactly(longName, "policies/ü.cedar", "remit.yaml");
  }

  private static String pax(String record) {
    int length = record.getBytes(StandardCharsets.UTF_8).length + 4;
    return length + " " + record + "\n";
  }

  @Test
  void pathsThatLeadOutOfTheArchiveRefuseIt() throws Exception {
    for (String path :
        List.of("../remit.yaml", "/etc/passwd", "policies/../../x.cedar", "policies//x.cedar")) {
      refused(Archives.tarGz(List.of(Archives.Item.file(path, "x"))), "not a path within a bundle");
      refused(Archives.zip(Map.of(path, "x")), "not a path within a bundle");
    }
  }

  @Test
  void linksAndDevicesRefuseIt() throws Exception {
    for (char type : new char[] {'1', '2'}) {
      refused(
          Archives.tarGz(List.of(Archives.Item.link("policies/a.cedar", type, "/etc/passwd"))),
          "is a link");
    }
    refused(
        Archives.tarGz(List.of(Archives.Item.link("policies/a.cedar", '3', ""))),
        "neither a file nor a folder");
    byte[] zip = Archives.zip(Map.of("policies/a.cedar", "/etc/passwd"));
    int directory = find(zip, 0x02014b50);
    zip[directory + 5] = 3; // Unix
    zip[directory + 41] = (byte) 0xa1;
    zip[directory + 40] = (byte) 0xff;
    refused(zip, "is a link");
  }

  private static int find(byte[] bytes, int signature) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 3 < bytes.length; i++) {
      if (buffer.getInt(i) == signature) {
        return i;
      }
    }
    throw new AssertionError("no such signature");
  }

  @Test
  void aZipWhoseDirectoryListsOthersIsRefused() throws Exception {
    byte[] zip = Archives.zip(Map.of("policies/a.cedar", "x"));
    zip[find(zip, 0x02014b50) + 46 + 9] = 'b';
    refused(zip, "does not list the files");
  }

  @Test
  void whatUnpacksToTooMuchIsRefused() throws Exception {
    byte[] zeros = new byte[1 << 20];
    int count = UploadedArchive.BYTES_MAX / zeros.length + 1;
    byte[] one =
        Archives.tarGzWithoutEnd(Archives.Item.file("README.md", "\0".repeat(zeros.length)));
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      tar.write(one); // Packed pieces may follow each other.
    }
    refused(tar.toByteArray(), "unpacks to more than");
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.setLevel(1);
      for (int i = 0; i < count; i++) {
        out.putNextEntry(new ZipEntry("f" + i));
        out.write(zeros);
      }
    }
    refused(zip.toByteArray(), "unpacks to more than");
  }

  @Test
  void whatIsNoArchiveIsSaidToBeNone() {
    assertThatThrownBy(() -> UploadedArchive.read("name: x".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.problem().code()).isEqualTo("request.media-type"));
    assertThatThrownBy(() -> UploadedArchive.read(new byte[0])).isInstanceOf(Refused.class);
  }

  /// Any bytes at all are read, or refused politely; of damaged archives nothing but what was
  /// packed comes out, or what the archive's own checksums cannot tell.
  @Test
  void damagedArchivesAreReadOrRefused() throws Exception {
    RandomGenerator random = dev.remit.testkit.Seeds.random(dev.remit.testkit.Seeds.seed(4_711));
    int refusals = 0;
    for (byte[] sound : List.of(Archives.tarGz(bundle.files()), Archives.zip(bundle.files()))) {
      for (int i = 0; i < 2_000; i++) {
        byte[] damaged = Arrays.copyOf(sound, random.nextInt(4, sound.length + 1));
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          assertThat(UploadedArchive.read(damaged).all()).hasSizeLessThanOrEqualTo(4);
        } catch (Refused e) {
          refusals++;
        }
      }
    }
    assertThat(refusals).isGreaterThan(3_000);
  }

  private static void refused(byte[] archive, String why) {
    assertThatThrownBy(() -> UploadedArchive.read(archive))
        .isInstanceOfSatisfying(
            Refused.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("bundle.archive");
              assertThat(e.problem().detail()).contains(why);
            });
  }
}
