package dev.remit.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.EntityUid;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.disk.SimulatedDisk;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that last until they are destroyed, and then are gone for good.
final class KeyFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final KeyScope EMMA = scope("emma");

  private static KeyScope scope(@Nullable String user) {
    return new KeyScope("t", EntityUid.of("Agent", "gpt"), user, YearMonth.of(2026, 11));
  }

  private static String text(SimulatedDisk disk, String name) throws IOException {
    return new String(disk.contents(name), StandardCharsets.UTF_8);
  }

  @Test
  void aScopeHasOneKeyInEveryProcess() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    KeyFolder keys = new KeyFolder(disk);
    DataKey key = keys.require(EMMA);
    assertThat(keys.require(EMMA)).isSameAs(key);
    DataKey later = new KeyFolder(disk).require(EMMA);
    assertThat(later.secret()).isEqualTo(key.secret());
    assertThat(new KeyFolder(disk).find(key.id())).isInstanceOf(KeyLookup.Found.class);
  }

  @Test
  void eachTenantPrincipalUserAndMonthHasItsOwn() throws Exception {
    KeyFolder keys = new KeyFolder(SimulatedDisk.of(1));
    Set<String> ids = new HashSet<>();
    List<KeyScope> scopes =
        List.of(
            EMMA,
            scope(null),
            scope(""),
            new KeyScope("u", EMMA.principal(), "emma", EMMA.month()),
            new KeyScope("t", EntityUid.of("Agent", "gpu"), "emma", EMMA.month()),
            new KeyScope("t", EntityUid.of("User", "gpt"), "emma", EMMA.month()),
            new KeyScope("t", EMMA.principal(), "emma", YearMonth.of(2026, 12)),
            new KeyScope("t", EMMA.principal(), "emma", YearMonth.of(12026, 12)));
    for (KeyScope scope : scopes) {
      ids.add(keys.require(scope).id().value());
    }
    assertThat(ids).hasSize(scopes.size());
    assertThat(keys.list().stream().map(found -> ((KeyLookup.Found) found).key().scope()))
        .containsExactlyInAnyOrderElementsOf(scopes);
  }

  @Test
  void aDestroyedKeyIsGoneForGoodAndItsIdIsNeverUsedAgain() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    KeyFolder keys = new KeyFolder(disk);
    DataKey key = keys.require(EMMA);
    DataKey other = keys.require(scope("finn"));
    keys.destroy(List.of(key.id()), NOON, "admin");
    KeyLookup.Destroyed destroyed = new KeyLookup.Destroyed(new KeyNote(key.id(), NOON, "admin"));
    assertThat(keys.find(key.id())).isEqualTo(destroyed);
    assertThat(disk.list("keys"))
        .containsExactlyInAnyOrder(
            "keys/" + key.id() + ".destroyed", "keys/" + other.id() + ".key");
    DataKey next = keys.require(EMMA);
    assertThat(next.id().value()).isEqualTo(KeyId.of(EMMA, 2).value());
    assertThat(next.secret()).isNotEqualTo(key.secret());
    assertThat(new KeyFolder(disk).require(EMMA).secret()).isEqualTo(next.secret());
    keys.destroy(List.of(key.id()), NOON.plusSeconds(9), "other");
    assertThat(new KeyFolder(disk).find(key.id())).isEqualTo(destroyed);
  }

  @Test
  void aKeyWhoseNoteCannotBeReadIsGoneAllTheSame() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    DataKey key = new KeyFolder(disk).require(EMMA);
    disk.place("keys/" + key.id() + ".destroyed", new byte[] {1});
    KeyFolder keys = new KeyFolder(disk);
    assertThat(keys.find(key.id()))
        .isEqualTo(
            new KeyLookup.Damaged(
                key.id(), "it was destroyed, and the note of that cannot be read"));
    assertThat(keys.require(EMMA).id()).isEqualTo(KeyId.of(EMMA, 2));
    assertThat(disk.list("keys")).doesNotContain("keys/" + key.id() + ".key");
  }

  @Test
  void aDamagedKeyIsNotUsedAndSaysSo() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    DataKey key = new KeyFolder(disk).require(EMMA);
    String name = "keys/" + key.id() + ".key";
    String whole = text(disk, name);
    String secret = whole.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1");
    for (String damaged :
        List.of(
            "",
            whole.substring(1),
            whole.replace(
                secret, "A" + (secret.charAt(1) == 'B' ? "C" : "B") + secret.substring(2)),
            whole.replace("\"emma\"", "\"finn\""),
            whole.replace("\"v\":1", "\"v\":2"))) {
      disk.delete(name);
      disk.place(name, damaged.getBytes(StandardCharsets.UTF_8));
      KeyFolder keys = new KeyFolder(disk);
      assertThat(keys.find(key.id())).isInstanceOf(KeyLookup.Damaged.class);
      assertThat(keys.list()).contains(keys.find(key.id()));
      assertThat(keys.require(EMMA).id()).isEqualTo(KeyId.of(EMMA, 2));
    }
  }

  @Test
  void afterAFailureNoKeyIsHandedOut() throws Exception {
    long operations = operations();
    for (long stop = 1; stop <= operations; stop++) {
      SimulatedDisk disk = SimulatedDisk.of(1).failAt(stop);
      KeyFolder keys = new KeyFolder(disk);
      assertThatThrownBy(() -> keys.require(EMMA)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> keys.require(EMMA))
          .hasMessage("the keys could not be written before");
    }
  }

  private static long operations() throws IOException {
    SimulatedDisk disk = SimulatedDisk.of(1);
    new KeyFolder(disk).require(EMMA);
    return disk.operations();
  }

  /// Keys are made and destroyed until the machine stops, at every operation, and once more.
  @Test
  void aKeyThatWasHandedOutLastsAndOneThatWasDestroyedStaysSo() throws Exception {
    long seed = Seeds.seed(20261122);
    for (int round = 0; round < 10; round++) {
      for (long stop = 1; stop < 60; stop++) {
        SimulatedDisk disk = SimulatedDisk.of(seed + round).stopAt(stop);
        Map<KeyId, byte[]> handedOut = new HashMap<>();
        Set<KeyId> destroying = new HashSet<>();
        Set<KeyId> destroyed = new HashSet<>();
        work(disk, handedOut, destroying, destroyed);
        SimulatedDisk crashed = disk.crash();
        requireKept(new KeyFolder(crashed), handedOut, destroying, destroyed);
        work(crashed, handedOut, destroying, destroyed);
        requireKept(new KeyFolder(crashed.crash()), handedOut, destroying, destroyed);
      }
    }
  }

  private static void work(
      SimulatedDisk disk,
      Map<KeyId, byte[]> handedOut,
      Set<KeyId> destroying,
      Set<KeyId> destroyed) {
    KeyFolder keys = new KeyFolder(disk);
    try {
      for (String user : List.of("a", "b", "a", "c")) {
        DataKey key = keys.require(scope(user));
        assertThat(destroyed).doesNotContain(key.id());
        byte[] before = handedOut.put(key.id(), key.secret());
        assertThat(before == null || Arrays.equals(before, key.secret())).isTrue();
        if (user.equals("b")) {
          List<KeyId> all = new ArrayList<>(handedOut.keySet());
          destroying.addAll(all);
          keys.destroy(all, NOON, "admin");
          destroyed.addAll(all);
        }
      }
    } catch (IOException _) {
      // The machine has stopped, which is what is tested.
    }
  }

  private static void requireKept(
      KeyFolder keys, Map<KeyId, byte[]> handedOut, Set<KeyId> destroying, Set<KeyId> destroyed)
      throws IOException {
    for (Map.Entry<KeyId, byte[]> key : handedOut.entrySet()) {
      switch (keys.find(key.getKey())) {
        case KeyLookup.Found(DataKey found) -> {
          assertThat(destroyed).doesNotContain(key.getKey());
          assertThat(found.secret()).isEqualTo(key.getValue());
        }
        case KeyLookup.Destroyed _ -> assertThat(destroying).contains(key.getKey());
        case KeyLookup.Gone(KeyId id) -> throw new AssertionError("lost " + id);
        case KeyLookup.Damaged(KeyId id, String why) -> throw new AssertionError(id + why);
      }
    }
  }

  @Test
  void whatACrashLeftOfADestroyedKeyIsErased() throws Exception {
    SimulatedDisk disk = SimulatedDisk.of(1);
    DataKey key = new KeyFolder(disk).require(EMMA);
    String file = "keys/" + key.id() + ".key";
    byte[] bytes = disk.contents(file);
    new KeyFolder(disk).destroy(List.of(key.id()), NOON, "admin");
    disk.place(file, bytes);
    disk.place("keys/" + KeyId.of(EMMA, 3) + ".key.new", bytes);
    assertThat(new KeyFolder(disk).find(key.id())).isInstanceOf(KeyLookup.Destroyed.class);
    new KeyFolder(disk).require(scope("finn"));
    assertThat(disk.list("keys"))
        .containsExactlyInAnyOrder(
            "keys/" + key.id() + ".destroyed", "keys/" + KeyId.of(scope("finn"), 1) + ".key");
  }

  @Test
  void keysAreTheirOwnersAlone(@TempDir Path folder) throws Exception {
    Disk disk = FolderDisk.open(folder);
    DataKey key = new KeyFolder(disk).require(EMMA);
    assertThat(permissions(folder.resolve("keys"))).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("keys/" + key.id() + ".key"))).isEqualTo("rw-------");
    assertThat(key).hasToString("DataKey[" + key.id() + ", redacted]");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
