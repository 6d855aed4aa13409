package dev.remit.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.server.credential.SetClock;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallerRegistryTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final OwnPolicies POLICIES = OwnPolicies.shipped();
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

  private static CallerId id(String id) {
    return new CallerId(TenantId.DEFAULT, id);
  }

  private static Set<Right> rights(String id, Set<String> roles) {
    return POLICIES.rights(new Caller(id, roles, id, Caller.SpeaksFor.ALL));
  }

  private static Caller caller(String id, Role role) {
    return caller(TenantId.DEFAULT, id, role);
  }

  private static Caller caller(TenantId tenant, String id, Role role) {
    return new Caller(
        tenant,
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

  /// A caller that is gone must not be back after a loss of power.
  @Test
  void whatIsReadAtTheStartIsMadeToLast() throws IOException {
    open();
    List<Object> forced = new ArrayList<>();
    Disk real = disk;
    disk =
        (Disk)
            Proxy.newProxyInstance(
                Disk.class.getClassLoader(),
                new Class<?>[] {Disk.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("forceFolder")) {
                    forced.add(arguments[0]);
                  }
                  return method.isDefault()
                      ? InvocationHandler.invokeDefault(disk, method, arguments)
                      : method.invoke(real, arguments);
                });
    open();
    assertThat(forced).containsExactly("access");
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
    registry.rotate(id("a"), Duration.ofHours(1));
    registry.register(
        caller("b", Role.AUDITOR),
        new Proof.Jwt("https://issuer.example", "b"),
        new Registration.Term(NOON, "test", NOON.plusSeconds(60)));
    registry.register(
        caller("c", Role.PUBLISHER), new Proof.Spiffe("spiffe://harbour.example/c"), TERM);
    registry.register(
        new Caller(
            TenantId.DEFAULT,
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
    assertThat(open().find(id("a"))).isPresent();
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
    Token second = registry.rotate(id("a"), Duration.ofMinutes(5)).token().orElseThrow();
    assertThat(knows(registry, first, clock.instant())).isTrue();
    assertThat(knows(registry, second, clock.instant())).isTrue();
    clock.pass(Duration.ofMinutes(5));
    assertThat(knows(registry, first, clock.instant())).isFalse();
    assertThat(knows(registry, second, clock.instant())).isTrue();
    Token third = registry.rotate(id("a"), Duration.ZERO).token().orElseThrow();
    assertThat(knows(registry, second, clock.instant())).isFalse();
    assertThat(knows(registry, third, clock.instant())).isTrue();
  }

  @Test
  void aCallerHasSoManyKeysAndNoMore() throws Exception {
    CallerRegistry registry = open();
    registry.register(caller("a", Role.ENFORCER), new Proof.ApiKeys(List.of()), TERM);
    for (int i = 1; i < CallerRegistry.KEYS_MAX; i++) {
      registry.rotate(id("a"), Duration.ofDays(1));
    }
    assertThatThrownBy(() -> registry.rotate(id("a"), Duration.ofDays(1)))
        .isInstanceOfSatisfying(
            UnacceptableChange.class,
            refused -> assertThat(refused.code()).isEqualTo("caller.too-many-keys"));
    registry.rotate(id("a"), Duration.ZERO);
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
    assertCode("caller.unknown", () -> registry.remove(id("nobody")));
    assertCode("caller.unknown", () -> registry.rotate(id("nobody"), Duration.ZERO));
    assertCode("caller.no-key", () -> registry.rotate(id("b"), Duration.ZERO));
    assertCode("caller.last-administrator", () -> registry.remove(id("administrator")));
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
    assertThat(after.find(id("administrator")).orElseThrow().term().by())
        .isEqualTo("remit access reset");
    String lost = told.getFirst().substring(told.getFirst().lastIndexOf(' ') + 1);
    assertThat(after.current().find(TokenHash.of(lost))).isNull();
  }

  @Test
  void rolesHaveTheRightsThatThePoliciesGive() {
    Map<Role, Set<Right>> expected =
        Map.of(
            Role.ADMINISTRATOR, EnumSet.allOf(Right.class),
            Role.ENFORCER, EnumSet.of(Right.EVALUATE, Right.SEARCH, Right.RUN_TASKS),
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
      assertThat(rights("x", Set.of(role.text()))).as(role.text()).isEqualTo(expected.get(role));
    }
  }

  @Test
  void whoPublishesPartsPublishesThoseItIsRegisteredFor() {
    for (Role role : Role.values()) {
      boolean isAny = role == Role.ADMINISTRATOR || role == Role.PUBLISHER;
      Caller caller =
          new Caller(
              TenantId.DEFAULT,
              "x",
              Set.of(role.text()),
              "x",
              Caller.SpeaksFor.ALL,
              null,
              Set.of("a", "b"));
      for (String part : List.of("a", "b")) {
        assertThat(POLICIES.mayPublish(caller, part))
            .as(role.text())
            .isEqualTo(isAny || role == Role.PART_PUBLISHER);
      }
      assertThat(POLICIES.mayPublish(caller, "c")).as(role.text()).isEqualTo(isAny);
    }
    Caller nobody =
        new Caller(TenantId.DEFAULT, "a", Set.of(), "a", Caller.SpeaksFor.ALL, null, Set.of("a"));
    assertThat(POLICIES.mayPublish(nobody, "a")).isFalse();
  }

  @Test
  void whoHasNoRoleOrAnUnknownOneMayDoNothing() {
    assertThat(rights("x", Set.of())).isEmpty();
    assertThat(rights("administrator", Set.of("root"))).isEmpty();
  }

  @Test
  void rolesAddUp() {
    Set<Right> both = EnumSet.copyOf(rights("x", Set.of(Role.ENFORCER.text())));
    both.addAll(rights("x", Set.of(Role.AUDITOR.text())));
    assertThat(rights("x", Set.of(Role.ENFORCER.text(), Role.AUDITOR.text()))).isEqualTo(both);
  }

  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");

  private static Set<Right> rights(TenantId tenant, Role role, TenantId of) {
    Caller caller = caller(tenant, "x", role);
    return Arrays.stream(Right.values())
        .filter(right -> POLICIES.permits(caller, right, of))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
  }

  /// Every role, every right, of every tenant to every other.
  @Test
  void nobodyButAdministratorsOfTheServiceReachesIntoAnotherTenantAndTheyOnlyCallers() {
    for (Role role : Role.values()) {
      assertThat(rights(ACME, role, GLOBEX)).as(role.text()).isEmpty();
      assertThat(rights(ACME, role, TenantId.DEFAULT)).as(role.text()).isEmpty();
      assertThat(rights(TenantId.DEFAULT, role, ACME))
          .as(role.text())
          .isEqualTo(
              role == Role.ADMINISTRATOR
                  ? EnumSet.of(Right.READ_CALLERS, Right.CHANGE_CALLERS, Right.VOUCH_FOR_CALLERS)
                  : EnumSet.noneOf(Right.class));
    }
  }

  @Test
  void withinItsTenantARoleHasTheSameRightsButForWhatIsTheServices() {
    for (Role role : Role.values()) {
      Set<Right> expected = EnumSet.noneOf(Right.class);
      expected.addAll(rights(TenantId.DEFAULT, role, TenantId.DEFAULT));
      expected.removeAll(Set.of(Right.READ_METRICS, Right.VOUCH_FOR_CALLERS));
      assertThat(rights(ACME, role, ACME)).as(role.text()).isEqualTo(expected);
    }
  }

  @Test
  void callersOfTwoTenantsHaveEqualIdsAndKeysOfTheirOwn() throws Exception {
    CallerRegistry registry = open();
    Proof none = new Proof.ApiKeys(List.of());
    Token acme =
        registry.register(caller(ACME, "a", Role.ENFORCER), none, TERM).token().orElseThrow();
    Token own = registry.register(caller("a", Role.AUDITOR), none, TERM).token().orElseThrow();
    registry.register(caller(GLOBEX, "administrator", Role.ADMINISTRATOR), none, TERM);
    CallerRegistry again = open();
    assertThat(again.all()).isEqualTo(registry.all());
    assertThat(again.tenants()).containsExactly(ACME, TenantId.DEFAULT, GLOBEX);
    assertThat(tenantOf(again, acme)).isEqualTo(ACME);
    assertThat(tenantOf(again, own)).isEqualTo(TenantId.DEFAULT);
    again.remove(new CallerId(ACME, "a"));
    assertThat(knows(again, acme, NOON)).isFalse();
    assertThat(knows(again, own, NOON)).isTrue();
    assertCode("caller.last-administrator", () -> again.remove(id("administrator")));
    CallerRegistry.reset(disk, clock);
    assertThat(open().find(new CallerId(GLOBEX, "administrator"))).isPresent();
    again.remove(new CallerId(GLOBEX, "administrator"));
  }

  private static TenantId tenantOf(CallerRegistry registry, Token token) {
    CallerIndex.KnownKey found = registry.current().find(token.hash());
    return Objects.requireNonNull(found).known().registration().caller().tenant();
  }

  /// As a service that knew no tenants wrote it, and still reads it.
  @Test
  void callersOfTheDefaultTenantAreKeptAsBeforeThereWereTenants() throws Exception {
    CallerRegistry registry = open();
    registry.register(caller("a", Role.ENFORCER), new Proof.Jwt("i", "s"), TERM);
    assertThat(Files.readString(folder.resolve("access/callers.json")))
        .startsWith("{\"version\":1,\"callers\":[{\"id\":")
        .doesNotContain("tenant");
    registry.register(caller(ACME, "a", Role.ENFORCER), new Proof.Jwt("i", "t"), TERM);
    assertThat(Files.readString(folder.resolve("access/callers.json")))
        .contains("{\"tenant\":\"acme\",\"id\":\"a\"");
  }

  @Test
  void aTenantsCallersLeaveRoomForAnothers() throws Exception {
    CallerRegistry registry = open();
    Set<Name> types =
        IntStream.range(0, 1000)
            .mapToObj(i -> new Name("T" + "x".repeat(200) + i))
            .collect(Collectors.toSet());
    Caller.SpeaksFor large = new Caller.SpeaksFor(types, Set.of());
    Proof none = new Proof.ApiKeys(List.of());
    Caller first = new Caller(ACME, "a", Set.of("enforcer"), "p", large, null);
    registry.register(first, none, TERM);
    registry.register(new Caller(ACME, "b", Set.of("enforcer"), "p", large, null), none, TERM);
    assertCode(
        "caller.too-many",
        () ->
            registry.register(
                new Caller(ACME, "c", Set.of("enforcer"), "p", large, null), none, TERM));
    registry.register(new Caller(GLOBEX, "a", Set.of("enforcer"), "p", large, null), none, TERM);
    assertThat(open().all()).hasSize(4);
  }

  @Test
  void noSecretIsPrinted() {
    Token token = Token.draw();
    assertThat(token.toString()).doesNotContain(token.secret().substring(Token.PREFIX.length()));
  }
}
