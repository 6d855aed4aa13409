package dev.remit.store.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SimulatedDiskTest {
  private static final int CRASHES = 300;

  private final SimulatedDisk disk = SimulatedDisk.of(7);

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static String text(SimulatedDisk disk, String name) throws IOException {
    return new String(disk.contents(name), US_ASCII);
  }

  private OpenFile forced(String name) throws IOException {
    OpenFile file = disk.create(name);
    disk.forceFolder(Disk.ROOT);
    return file;
  }

  private Set<String> textsAfterCrashes() throws IOException {
    Set<String> texts = new TreeSet<>();
    for (int i = 0; i < CRASHES; i++) {
      texts.add(text(disk.crash(), "a"));
    }
    return texts;
  }

  @Test
  void whatWasForcedIsThereAndTheRestMayEndAnywhere() throws IOException {
    OpenFile file = forced("a");
    file.append(bytes("ab"));
    file.force();
    file.append(bytes("cd"));
    assertThat(textsAfterCrashes())
        .containsExactly("ab", "ab\0", "ab\0\0", "ab\0d", "abc", "abc\0", "abcd");
    file.force();
    assertThat(textsAfterCrashes()).containsExactly("abcd");
  }

  @Test
  void aCutThatWasNotForcedMayBeUndone() throws IOException {
    OpenFile file = forced("a");
    file.append(bytes("abcd"));
    file.force();
    disk.truncate("a", 3);
    disk.truncate("a", 1);
    assertThat(textsAfterCrashes()).containsExactly("a", "abcd");
    file.force();
    assertThat(textsAfterCrashes()).containsExactly("a");
  }

  @Test
  void namesOfAFolderThatWasNotForcedMayBeAsAtAnyMomentSince() throws IOException {
    disk.createFolder("f");
    disk.forceFolder(Disk.ROOT);
    disk.create("f/a");
    disk.rename("f/a", "f/b");
    disk.delete("f/b");
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < CRASHES; i++) {
      seen.add(disk.crash().list("f").toString());
    }
    assertThat(seen).containsExactly("[]", "[f/a]", "[f/b]");
    disk.forceFolder("f");
    assertThat(disk.crash().list("f")).isEmpty();
  }

  @Test
  void afterAFailedForceALaterOneProvesNothing() throws IOException {
    OpenFile file = forced("a");
    file.append(bytes("ab"));
    disk.failAt(disk.operations() + 1);
    assertThatThrownBy(file::force).hasMessage("simulated failure of operation 4");
    file.force();
    assertThat(textsAfterCrashes()).contains("", "a", "ab");
  }

  @Test
  void theEndOfTheProcessLosesNothingUntilThePowerGoesToo() throws IOException {
    OpenFile file = forced("a");
    file.append(bytes("ab"));
    SimulatedDisk killed = disk.kill();
    assertThat(text(killed, "a")).isEqualTo("ab");
    file.append(bytes("c"));
    assertThat(text(killed, "a")).isEqualTo("ab");
    Set<String> texts = new TreeSet<>();
    for (int i = 0; i < CRASHES; i++) {
      texts.add(text(killed.crash(), "a"));
    }
    assertThat(texts).contains("", "a", "ab");
  }

  @Test
  void aFailedAppendLeavesAPartAndAStoppedMachineNothingMore() throws IOException {
    OpenFile file = forced("a");
    disk.stopAt(disk.operations() + 1);
    assertThatThrownBy(() -> file.append(bytes("abcdefgh"))).isInstanceOf(IOException.class);
    String part = text(disk, "a");
    assertThat("abcdefgh").startsWith(part);
    assertThatThrownBy(() -> file.append(bytes("x"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk.create("b")).isInstanceOf(IOException.class);
    assertThat(text(disk.kill(), "a")).isEqualTo(part);
  }

  @Test
  void aFullDiskTakesWhatFits() throws IOException {
    OpenFile file = forced("a");
    disk.fullAt(3);
    file.append(bytes("ab"));
    assertThatThrownBy(() -> file.append(bytes("cd"))).hasMessage("no space left on device");
    assertThat(text(disk, "a")).isEqualTo("abc");
    disk.create("b");
    disk.delete("a");
    assertThat(disk.bytes()).isZero();
  }

  @Test
  void aFileThatIsReplacedIsTheOneBeforeOrTheNewOneWhereverItStops() throws IOException {
    long whole = replacedUpTo(Long.MAX_VALUE).operations();
    Set<String> texts = new TreeSet<>();
    for (long stop = 1; stop <= whole; stop++) {
      SimulatedDisk stopped = replacedUpTo(stop);
      for (int i = 0; i < CRASHES / 10; i++) {
        SimulatedDisk after = stopped.crash();
        texts.add(text(after, "f/a"));
        after.replace("f/a", new byte[] {'3'});
        assertThat(text(after.crash(), "f/a")).isEqualTo("3");
      }
    }
    assertThat(texts).containsExactly("one", "two");
    assertThat(textAfterReplacing()).isEqualTo("two");
  }

  private static SimulatedDisk replacedUpTo(long stop) throws IOException {
    SimulatedDisk disk = SimulatedDisk.of(3);
    disk.createFolder("f");
    disk.forceFolder(Disk.ROOT);
    disk.replace("f/a", "one".getBytes(US_ASCII));
    disk.stopAt(stop == Long.MAX_VALUE ? stop : disk.operations() + stop);
    try {
      disk.replace("f/a", "two".getBytes(US_ASCII));
    } catch (IOException e) {
      assertThat(stop).isNotEqualTo(Long.MAX_VALUE);
    }
    return disk;
  }

  private static String textAfterReplacing() throws IOException {
    return text(replacedUpTo(Long.MAX_VALUE).crash(), "f/a");
  }
}
