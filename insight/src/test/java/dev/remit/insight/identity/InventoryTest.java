package dev.remit.insight.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.declared.Declared;
import dev.remit.pdp.request.Provenance;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.observation.ObservedClient;
import dev.remit.store.observation.ObservedOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final EntityUid BUILD = EntityUid.of("AWS::Role", "build");
  private static final EntityUid DEPLOY = EntityUid.of("AWS::Role", "deploy");

  private final Inventory inventory = new Inventory();
  private int number;

  private void act(Duration at, EntityUid who, String credential, String address, boolean permit) {
    act(at, who, credential, address, permit, false);
  }

  private void act(
      Duration at,
      EntityUid who,
      String credential,
      String address,
      boolean permit,
      boolean duplicate) {
    number++;
    inventory.add(
        ObservationRows.of(
            new UUID(7, number),
            "default",
            new Observation(
                "cloudtrail",
                "e" + number,
                START.plus(at),
                "aws/1/us-west-1",
                permit ? ObservedOutcome.PERMITTED : ObservedOutcome.DENIED,
                who,
                EntityUid.of("Action", "s3:GetObject"),
                List.of(),
                "",
                "",
                OptionalInt.empty(),
                new ObservedClient("", "aws-access-key", credential, address, ""),
                Provenance.ABSENT,
                Optional.empty(),
                Json.object(),
                "test:" + number),
            duplicate));
  }

  private InventoryEntry entry(EntityUid identity, List<Declared> declared, Duration asOf) {
    return inventory.entries(declared, START.plus(asOf), Duration.ofDays(30)).stream()
        .filter(entry -> entry.identity().equals(identity))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anIdentityIsWhatItDidAndWith() {
    act(Duration.ofDays(1), BUILD, "K1", "10.0.0.1", true);
    act(Duration.ofDays(2), BUILD, "K1", "10.0.0.1", false);
    act(Duration.ofDays(2), BUILD, "K1", "10.0.0.1", false, true);
    InventoryEntry entry = entry(BUILD, List.of(), Duration.ofDays(3));
    assertThat(entry.kind()).isEqualTo("role");
    assertThat(entry.lifecycle()).isEqualTo(Lifecycle.ACTIVE);
    assertThat(entry.use())
        .isEqualTo(
            new InventoryEntry.Use(
                START.plus(Duration.ofDays(1)), START.plus(Duration.ofDays(2)), 2, 1));
    assertThat(entry.credentials())
        .extracting(InventoryEntry.UsedCredential::id)
        .containsExactly("K1");
    assertThat(entry.signs()).isEmpty();
  }

  @Test
  void whoIsNotSeenForAMonthIsDormant() {
    act(Duration.ofDays(1), BUILD, "K1", "10.0.0.1", true);
    assertThat(entry(BUILD, List.of(), Duration.ofDays(31)).lifecycle())
        .isEqualTo(Lifecycle.ACTIVE);
    assertThat(entry(BUILD, List.of(), Duration.ofDays(31).plusMillis(1)).lifecycle())
        .isEqualTo(Lifecycle.DORMANT);
  }

  @Test
  void whoIsDeclaredAndNeverSeenIsListedAndWhoIsSeenAndNotDeclaredIsNamed() {
    act(Duration.ofDays(1), BUILD, "K1", "10.0.0.1", true);
    List<Declared> declared = List.of(new Declared(DEPLOY, "workload", "team-a", null));
    assertThat(entry(DEPLOY, declared, Duration.ofDays(2)))
        .isEqualTo(
            new InventoryEntry(
                DEPLOY, "workload", "team-a", Lifecycle.DECLARED, null, List.of(), List.of()));
    assertThat(entry(BUILD, declared, Duration.ofDays(2)).signs())
        .containsExactly("it is not declared");
  }

  @Test
  void useAfterTheEndIsASign() {
    act(Duration.ofDays(5), BUILD, "K1", "10.0.0.1", true);
    Instant ends = START.plus(Duration.ofDays(4));
    InventoryEntry entry =
        entry(BUILD, List.of(new Declared(BUILD, "", "team-a", ends)), Duration.ofDays(6));
    assertThat(entry.lifecycle()).isEqualTo(Lifecycle.OFFBOARDED);
    assertThat(entry.signs()).containsExactly("it was used after its end of " + ends);
  }

  @Test
  void aCredentialOfTwoIdentitiesIsASignAtBoth() {
    act(Duration.ofDays(1), BUILD, "K1", "10.0.0.1", true);
    act(Duration.ofDays(2), DEPLOY, "K1", "10.0.0.1", true);
    for (EntityUid identity : List.of(BUILD, DEPLOY)) {
      assertThat(entry(identity, List.of(), Duration.ofDays(3)).signs())
          .containsExactly("credential K1 is used by 2 identities");
    }
  }

  @Test
  void aCredentialThatComesBackToAnAddressWithinTheHourHasSeveralClients() {
    act(Duration.ofMinutes(0), BUILD, "K1", "10.0.0.1", true);
    act(Duration.ofMinutes(5), BUILD, "K1", "10.0.0.2", true);
    assertThat(entry(BUILD, List.of(), Duration.ofDays(1)).signs()).isEmpty();
    act(Duration.ofMinutes(10), BUILD, "K1", "10.0.0.1", true);
    assertThat(entry(BUILD, List.of(), Duration.ofDays(1)).signs())
        .singleElement()
        .asString()
        .contains("from 2 addresses by turns");
  }

  @Test
  void oneThatMovedAndTheNamesOfServicesAreNoSign() {
    act(Duration.ofMinutes(0), BUILD, "K1", "10.0.0.1", true);
    act(Duration.ofMinutes(5), BUILD, "K1", "AWS Internal", true);
    act(Duration.ofMinutes(6), BUILD, "K1", "10.0.0.1", true);
    act(Duration.ofHours(9), BUILD, "K1", "10.0.0.2", true);
    act(Duration.ofHours(12), BUILD, "K1", "10.0.0.1", true);
    assertThat(entry(BUILD, List.of(), Duration.ofDays(1)).signs()).isEmpty();
  }
}
