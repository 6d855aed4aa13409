package dev.remit.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.server.credential.SetClock;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallerRegistryTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final OwnPolicies POLICIES = OwnPolicies.of("default");
  private static final Registration.Term TERM = new Registration.Term(NOON, "test", null);

  @TempDir private Path folder;

  private final SetClock clock = new SetClock(NOON);
  private final List<String> told = new ArrayList<>();
  private Disk disk;

  @BeforeEach
  void makeDisk() throws IOException {
    disk = FolderDisk.open(folder);
  }

  private CallerRegistry open() throws IOException {
    return CallerRegistry.open(disk, POLICIES, clock, told::add);
  }

  private static Caller caller(String id, Role role) {
    return new Caller(
        id,
        Set.of(role.text()),
        "gateway",
        new Caller.SpeaksFor(Set.of(new Name("Agent")), Set.of()),
        EntityUid.of("ServiceAccount", "gw \"1\""));
  }

  private static boolean knows(CallerRegistry registry, Token token, Instant now) {
    CallerIndex.KnownKey found = registry.current().find(token.hash());
    return found != null && found.isGoodAt(now);
  }

  private static String hashOf(String line) {
    return TokenHash.of(line.substring(line.lastIndexOf(' ') + 1)).text();
  }

  @Test
  void theFirstStartTellsTheAdministratorsTokenOnceAndKeepsOnlyItsHash() throws IOException {
    open();
    open();
    assertThat(told).hasSize(1);
    String kept = Files.readString(folder.resolve("access/callers.json"));
    String secret = told.getFirst().substring(told.getFirst().lastIndexOf(' ') + 1);
    assertThat(kept).contains(hashOf(told.getFirst())).doesNotContain(secret);
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    open();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("access/callers.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void everyKindOfCallerIsTheSameAfterAStart() throws Exception {
    CallerRegistry registry = open();
    registry.register(caller("a", Role.ENFORCER), new Proof.ApiKeys(List.of()), TERM);
    registry.rotate("a", Duration.ofHours(1));
    registry.register(
        caller("b", Role.AUDITOR),
        new Proof.Jwt("https://issuer.example", "b"),
        new Registration.Term(NOON, "test", NOON.plusSeconds(60)));
    registry.register(
        caller("c", Role.PUBLISHER), new Proof.Spiffe("spiffe://harbour.example/c"), TERM);
    registry.register(
        new Caller(
            "d",
            Set.of(Role.PART_PUBLISHER.text()),
            "d",
            Caller.SpeaksFor.ALL,
            null,
            Set.of("payments", "refunds")),
        new Proof.ApiKeys(List.of()),
        TERM);
    assertThat(open().all()).isEqualTo(registry.all()).hasSize(5);
    assertThat(disk.list("access")).containsExactly("access/callers.json");
  }

  @Test
  void aFileThatACrashLeftHalfWrittenIsForgotten() throws Exception {
    CallerRegistry registry = open();
    Files.writeString(folder.resolve("access/callers.json.next"), "{\"vers");
    registry.register(caller("a", Role.ENFORCER), new Proof.ApiKeys(List.of()), TERM);
    assertThat(open().find("a")).isPresent();
  }

  @Test
  void eachDamageOfTheFileIsRefused() throws IOException {
    open();
    Path file = folder.resolve("access/callers.json");
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length; i += 5) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(this::open)
          .as("byte " + i)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("access/callers.json is damaged");
      Files.write(file, Arrays.copyOf(sound, i));
      assertThatThrownBy(this::open).as("cut at " + i).isInstanceOf(IOException.class);
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void anOldKeyIsGoodForTheGraceTimeAndNoLonger() throws Exception {
    CallerRegistry registry = open();
    Token first =
        registry
            .register(caller("a", Role.ENFORCER), new Proof.ApiKeys(List.of()), TERM)
            .token()
            .orElseThrow();
    Token second = registry.rotate("a", Duration.ofMinutes(5)).token().orElseThrow();
    assertThat(knows(registry, first, clock.instant())).isTrue();
    assertThat(knows(registry, second, clock.instant())).isTrue();
    clock.pass(Duration.ofMinutes(5));
    assertThat(knows(registry, first, clock.instant())).isFalse();
    assertThat(knows(registry, second, clock.instant())).isTrue();
    Token third = registry.rotate("a", Duration.ZERO).token().orElseThrow();
    assertThat(knows(registry, second, clock.instant())).isFalse();
    assertThat(knows(registry, third, clock.instant())).isTrue();
  }

  @Test
  void aCallerHasSoManyKeysAndNoMore() throws Exception {
    CallerRegistry registry = open();
    registry.register(caller("a", Role.ENFORCER), new Proof.ApiKeys(List.of()), TERM);
    for (int i = 1; i < CallerRegistry.KEYS_MAX; i++) {
      registry.rotate("a", Duration.ofDays(1));
    }
    assertThatThrownBy(() -> registry.rotate("a", Duration.ofDays(1)))
        .isInstanceOfSatisfying(
            UnacceptableChange.class,
            refused -> assertThat(refused.code()).isEqualTo("caller.too-many-keys"));
    registry.rotate("a", Duration.ZERO);
  }

  @Test
  void whatCannotBeChangedIsRefusedAndChangesNothing() throws Exception {
    CallerRegistry registry = open();
    registry.register(caller("b", Role.AUDITOR), new Proof.Jwt("i", "s"), TERM);
    List<Registration> before = registry.all();
    assertCode(
        "caller.exists",
        () -> registry.register(caller("b", Role.AUDITOR), new Proof.Jwt("i", "t"), TERM));
    assertCode(
        "caller.credential-taken",
        () -> registry.register(caller("c", Role.AUDITOR), new Proof.Jwt("i", "s"), TERM));
    assertCode("caller.unknown", () -> registry.remove("nobody"));
    assertCode("caller.unknown", () -> registry.rotate("nobody", Duration.ZERO));
    assertCode("caller.no-key", () -> registry.rotate("b", Duration.ZERO));
    assertCode("caller.last-administrator", () -> registry.remove("administrator"));
    assertThat(registry.all()).isEqualTo(before);
    assertThat(open().all()).isEqualTo(before);
  }

  private static void assertCode(String code, ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            UnacceptableChange.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void aResetGivesTheAdministratorANewTokenAndLeavesTheOthers() throws Exception {
    CallerRegistry registry = open();
    Token other =
        registry
            .register(caller("a", Role.ENFORCER), new Proof.ApiKeys(List.of()), TERM)
            .token()
            .orElseThrow();
    Token fresh = CallerRegistry.reset(disk, clock);
    CallerRegistry after = open();
    assertThat(knows(after, fresh, NOON)).isTrue();
    assertThat(knows(after, other, NOON)).isTrue();
    assertThat(after.all()).hasSize(2);
    assertThat(after.find("administrator").orElseThrow().term().by())
        .isEqualTo("remit access reset");
    String lost = told.getFirst().substring(told.getFirst().lastIndexOf(' ') + 1);
    assertThat(after.current().find(TokenHash.of(lost))).isNull();
  }

  @Test
  void rolesHaveTheRightsThatThePoliciesGive() {
    Map<Role, Set<Right>> expected =
        Map.of(
            Role.ADMINISTRATOR, EnumSet.allOf(Right.class),
            Role.ENFORCER, EnumSet.of(Right.EVALUATE, Right.SEARCH),
            Role.PUBLISHER,
                EnumSet.of(
                    Right.READ_BUNDLES,
                    Right.PUBLISH_BUNDLES,
                    Right.PUBLISH_PARTS,
                    Right.READ_ENTITIES,
                    Right.CHANGE_ENTITIES),
            Role.PART_PUBLISHER, EnumSet.of(Right.READ_BUNDLES, Right.PUBLISH_PARTS),
            Role.OPERATOR,
                EnumSet.of(
                    Right.READ_METRICS,
                    Right.READ_DECISIONS,
                    Right.REPLAY_DECISIONS,
                    Right.EXPLAIN,
                    Right.SEARCH,
                    Right.READ_BUNDLES,
                    Right.READ_ENTITIES),
            Role.AUDITOR,
                EnumSet.of(
                    Right.READ_DECISIONS,
                    Right.REPLAY_DECISIONS,
                    Right.EXPLAIN,
                    Right.READ_BUNDLES,
                    Right.READ_ENTITIES,
                    Right.READ_CALLERS,
                    Right.READ_METRICS));
    for (Role role : Role.values()) {
      assertThat(POLICIES.rights("x", Set.of(role.text())))
          .as(role.text())
          .isEqualTo(expected.get(role));
    }
  }

  @Test
  void whoPublishesPartsPublishesThoseItIsRegisteredFor() {
    for (Role role : Role.values()) {
      boolean isAny = role == Role.ADMINISTRATOR || role == Role.PUBLISHER;
      Caller caller =
          new Caller("x", Set.of(role.text()), "x", Caller.SpeaksFor.ALL, null, Set.of("a", "b"));
      for (String part : List.of("a", "b")) {
        assertThat(POLICIES.mayPublish(caller, part))
            .as(role.text())
            .isEqualTo(isAny || role == Role.PART_PUBLISHER);
      }
      assertThat(POLICIES.mayPublish(caller, "c")).as(role.text()).isEqualTo(isAny);
    }
    Caller nobody = new Caller("a", Set.of(), "a", Caller.SpeaksFor.ALL, null, Set.of("a"));
    assertThat(POLICIES.mayPublish(nobody, "a")).isFalse();
  }

  @Test
  void whoHasNoRoleOrAnUnknownOneMayDoNothing() {
    assertThat(POLICIES.rights("x", Set.of())).isEmpty();
    assertThat(POLICIES.rights("administrator", Set.of("root"))).isEmpty();
  }

  @Test
  void rolesAddUp() {
    Set<Right> both = EnumSet.copyOf(POLICIES.rights("x", Set.of(Role.ENFORCER.text())));
    both.addAll(POLICIES.rights("x", Set.of(Role.AUDITOR.text())));
    assertThat(POLICIES.rights("x", Set.of(Role.ENFORCER.text(), Role.AUDITOR.text())))
        .isEqualTo(both);
  }

  @Test
  void noSecretIsPrinted() {
    Token token = Token.draw();
    assertThat(token.toString()).doesNotContain(token.secret().substring(Token.PREFIX.length()));
  }
}
