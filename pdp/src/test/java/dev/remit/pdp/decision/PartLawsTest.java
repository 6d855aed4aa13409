package dev.remit.pdp.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.Part;
import dev.remit.pdp.bundle.PartedBundle;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import dev.remit.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What a part says changes no decision about what it does not own, and central forbids always
/// apply. Policies and entities of parts are drawn without heed to the rules: whatever of them is
/// accepted must keep the laws.
final class PartLawsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int WORLDS = 800;
  private static final List<String> ACTIONS = List.of("read", "write");
  private static final List<String> OWNED =
      List.of("Invoice", "Ledger", "Payments::Refund", "Payments::Box");
  private static final List<String> OTHERS =
      List.of("Document", "Folder", "Order", "Agent", "Team");

  private final RandomGenerator random = Seeds.random(Seeds.seed(20261122));

  /// Whether agents and documents may be in groups that the part owns.
  private boolean isMixed;

  private <T> T choose(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private boolean isDrawn(double share) {
    return random.nextDouble() < share;
  }

  private String id() {
    return String.valueOf(random.nextInt(3));
  }

  /// Mostly owned, so that many are accepted.
  private String type() {
    return choose(isDrawn(0.9) ? OWNED : OTHERS);
  }

  private String group() {
    return choose(List.of("Folder", "Ledger", "Payments::Box", "Team")) + "::\"" + id() + "\"";
  }

  private String resource(String type) {
    return switch (random.nextInt(20)) {
      case 0 -> "resource";
      case 1 -> "resource in " + group();
      case 2, 3, 4 -> "resource == " + type + "::\"" + id() + "\"";
      case 5, 6, 7 -> "resource is " + type + " in " + group();
      default -> "resource is " + type;
    };
  }

  private String principal() {
    return choose(
        List.of("principal", "principal is Agent", "principal in Team::\"" + id() + "\""));
  }

  private String condition() {
    return choose(
        List.of(
            "",
            " when { resource has open && resource.open }",
            " when { resource.open }",
            " when { principal has level && principal.level > 1 }",
            " when { resource has owner && resource.owner == principal }",
            " unless { resource in " + group() + " }",
            " when { principal in Team::\"" + id() + "\" }",
            " when { principal in " + group() + " }"));
  }

  private String policy(String annotations, String resource) {
    return annotations
        + choose(List.of("permit", "permit", "forbid"))
        + " ("
        + principal()
        + ", "
        + choose(List.of("action", "action == Action::\"read\"", "action == Action::\"write\""))
        + ", "
        + resource
        + ")"
        + condition()
        + ";\n";
  }

  private String centralPolicies() {
    StringBuilder text = new StringBuilder("permit (principal, action, resource is Document);\n");
    for (int i = random.nextInt(5); i > 0; i--) {
      String resource =
          isDrawn(0.4) ? "resource" : resource(choose(List.of("Document", "Invoice")));
      text.append(policy("", resource));
    }
    return text.toString();
  }

  private String partPolicies() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(
          policy("@id(\"payments/%d\") @obligation(\"o%d\") ".formatted(i, i), resource(type())));
    }
    return text.toString();
  }

  private String attributes(String type) {
    return switch (type) {
      case "Agent" -> "\"level\":" + random.nextInt(4);
      case "Document", "Order", "Invoice", "Payments::Refund" ->
          "\"open\":"
              + random.nextBoolean()
              + (isDrawn(0.5)
                  ? ",\"owner\":{\"__entity\":{\"type\":\"Agent\",\"id\":\"" + id() + "\"}}"
                  : "");
      default -> "";
    };
  }

  /// Of ids above its own, so that there are no circles.
  private Optional<String> parent(String type, int id) {
    boolean isInOwned = isMixed && isDrawn(0.7);
    Optional<String> group =
        switch (type) {
          case "Agent" -> Optional.of(isInOwned ? "Payments::Box" : "Team");
          case "Document" -> Optional.of(isInOwned ? "Ledger" : "Folder");
          case "Folder" -> Optional.of("Folder");
          case "Invoice", "Ledger" -> Optional.of(isDrawn(0.9) ? "Ledger" : "Folder");
          case "Payments::Refund", "Payments::Box" -> Optional.of("Payments::Box");
          default -> Optional.empty();
        };
    return group
        .filter(_ -> isDrawn(0.6))
        .map(parent -> "{\"type\":\"%s\",\"id\":\"%d\"}".formatted(parent, id + 1));
  }

  private String entity(String type, int id) {
    return "{\"uid\":{\"type\":\"%s\",\"id\":\"%d\"},\"attrs\":{%s},\"parents\":[%s]}"
        .formatted(type, id, attributes(type), parent(type, id).orElse(""));
  }

  private String entities(List<String> types, double share) {
    List<String> entities = new ArrayList<>();
    for (String type : types) {
      for (int id = 0; id < 3; id++) {
        if (isDrawn(share)) {
          entities.add(entity(type, id));
        }
      }
    }
    return "[" + String.join(",", entities) + "]";
  }

  private String partEntities() {
    List<String> types = new ArrayList<>(OWNED);
    if (isDrawn(0.1)) {
      types.add(choose(OTHERS));
    }
    return entities(types, 0.4);
  }

  private PartedBundle central() {
    isMixed = isDrawn(0.3);
    String schema =
        isMixed
            ? PartedBundle.SCHEMA
                .replace("entity Agent in [Team]", "entity Agent in [Team, Payments::Box]")
                .replace("entity Document in [Folder]", "entity Document in [Folder, Ledger]")
            : PartedBundle.SCHEMA;
    return new PartedBundle()
        .with("schema.cedarschema", schema)
        .with("policies/a.cedar", centralPolicies())
        .with("policies/z.cedar", centralPolicies())
        .with("entities/a.json", entities(List.of("Agent", "Document", "Folder"), 0.7));
  }

  private static Optional<Bundle> accepted(PartedBundle bundle) {
    try {
      return Optional.of(bundle.tryRead());
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  private static RawRequest.Named named(String type, String id) {
    return new RawRequest.Named(type, id, Json.object());
  }

  private record Asked(String agent, String action, String type, String id) {
    Decision of(Bundle bundle) {
      Snapshot snapshot = Snapshot.of(bundle);
      RawRequest raw =
          new RawRequest.Evaluation(
              "x",
              named("Agent", agent),
              named("Action", action),
              named(type, id),
              Json.object(),
              Provenance.ABSENT);
      return Pdp.decide(DecisionInputs.of(raw, NOW, bundle, snapshot), bundle, snapshot);
    }
  }

  private static List<Asked> all(List<String> types) {
    List<Asked> all = new ArrayList<>();
    for (String agent : List.of("0", "1", "2")) {
      for (String action : ACTIONS) {
        for (String type : types) {
          for (String id : List.of("0", "1", "unknown")) {
            all.add(new Asked(agent, action, type, id));
          }
        }
      }
    }
    return all;
  }

  private static boolean isForbidden(Decision decision) {
    return decision.reasons().stream().anyMatch(reason -> reason.code() == ReasonCode.FORBIDDEN);
  }

  @Test
  void aPartChangesNoDecisionAboutWhatItDoesNotOwn() {
    int accepted = 0;
    int refused = 0;
    int changedOfItsOwn = 0;
    for (int world = 0; world < WORLDS; world++) {
      PartedBundle without = central();
      PartedBundle with =
          without
              .with("policies/payments/a.cedar", partPolicies())
              .with("entities/payments/a.json", partEntities());
      Optional<Bundle> other = accepted(with);
      if (other.isEmpty()) {
        refused++;
        continue;
      }
      accepted++;
      Bundle bundle = without.read();
      for (Asked asked : all(OTHERS)) {
        assertThat(asked.of(other.get()))
            .as("world %d, %s", world, asked)
            .isEqualTo(asked.of(bundle));
      }
      for (Asked asked : all(List.of("Invoice", "Payments::Refund"))) {
        changedOfItsOwn += asked.of(other.get()).equals(asked.of(bundle)) ? 0 : 1;
      }
    }
    assertThat(accepted).isGreaterThan(WORLDS / 4);
    assertThat(refused).isGreaterThan(WORLDS / 10);
    assertThat(changedOfItsOwn).isGreaterThan(WORLDS);
  }

  @Test
  void whatIsPermittedByAPartIsOfATypeItOwns() {
    int permitted = 0;
    Part payments = new PartedBundle().read().manifest().parts().find("payments").orElseThrow();
    List<String> types = new ArrayList<>(OTHERS);
    types.addAll(OWNED);
    for (int world = 0; world < WORLDS / 2; world++) {
      Optional<Bundle> bundle =
          accepted(
              central()
                  .with("policies/payments/a.cedar", partPolicies())
                  .with("entities/payments/a.json", entities(OWNED, 0.4)));
      if (bundle.isEmpty()) {
        continue;
      }
      for (Asked asked : all(types)) {
        Decision decision = asked.of(bundle.get());
        for (Reason reason : decision.reasons()) {
          Optional<PolicyId> policy = Optional.ofNullable(reason.policy());
          if (policy.filter(id -> id.value().startsWith("payments/")).isPresent()) {
            permitted += decision.isPermit() ? 1 : 0;
            assertThat(payments.owns(new Name(asked.type()))).as("%s", asked).isTrue();
          }
        }
      }
    }
    assertThat(permitted).isGreaterThan(WORLDS / 4);
  }

  @Test
  void whatCentralForbidsNoPartPermits() {
    int forbidden = 0;
    List<String> types = new ArrayList<>(OTHERS);
    types.addAll(OWNED);
    for (int world = 0; world < WORLDS / 2; world++) {
      PartedBundle without = central();
      Optional<Bundle> with = accepted(without.with("policies/payments/a.cedar", partPolicies()));
      if (with.isEmpty()) {
        continue;
      }
      Bundle bundle = without.read();
      for (Asked asked : all(types)) {
        Decision before = asked.of(bundle);
        if (isForbidden(before)) {
          forbidden++;
          Decision after = asked.of(with.get());
          assertThat(after.isPermit()).as("world %d, %s", world, asked).isFalse();
          assertThat(after.reasons()).containsAll(before.reasons());
        }
      }
    }
    assertThat(forbidden).isGreaterThan(WORLDS / 2);
  }
}
