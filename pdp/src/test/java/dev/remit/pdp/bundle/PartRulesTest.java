package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.policy.PolicyId;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A part cannot say its way out of what it owns.
final class PartRulesTest {
  private static final String POLICIES = "policies/payments/a.cedar";
  private static final String ENTITIES = "entities/payments/a.json";

  private static String policy(String effect, String resource) {
    return "@id(\"payments/a\") %s (principal, action, %s);".formatted(effect, resource);
  }

  private static List<String> mistakesOf(String policies) {
    return new PartedBundle().with(POLICIES, policies).mistakes();
  }

  private static String entity(String type, String id, String... parents) {
    StringBuilder text =
        new StringBuilder("[{\"uid\":{\"type\":\"%s\",\"id\":\"%s\"}".formatted(type, id));
    text.append(",\"attrs\":{},\"parents\":[");
    for (int i = 0; i < parents.length; i += 2) {
      text.append(i == 0 ? "" : ",")
          .append("{\"type\":\"%s\",\"id\":\"%s\"}".formatted(parents[i], parents[i + 1]));
    }
    return text.append("]}]").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource is Invoice",
        "resource is Invoice in Ledger::\"2026\"",
        "resource is Invoice in Folder::\"central\"",
        "resource == Invoice::\"1\"",
        "resource is Payments::Refund",
        "resource is Payments::Deeper::Still",
        "resource == Payments::Refund::\"1\"",
        "resource is Invoice in ?resource"
      })
  void aPolicyThatIsBoundToAnOwnedTypeIsAPartsToSay(String resource) {
    assertThat(mistakesOf(policy("permit", resource))).isEmpty();
    assertThat(mistakesOf(policy("forbid", resource))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource",
        "resource is Document",
        "resource is Order",
        "resource == Document::\"1\"",
        "resource is Document in Ledger::\"2026\"",
        // What is below an owned entity may be of any type.
        "resource in Ledger::\"2026\"",
        "resource in Payments::Box::\"1\"",
        // A link fills in an entity of any type.
        "resource == ?resource",
        "resource in ?resource",
        "resource is Document in ?resource",
        // Names that only look alike.
        "resource is PaymentsX::Refund",
        "resource is Payments",
        "resource is Refund",
        "resource is X::Payments::Refund",
        "resource is Payments::Action",
        "resource is payments::Refund",
        "resource is Invoices",
        "resource is Payments::Invoice2::Action",
        "resource is X::Invoice"
      })
  void aPolicyThatMayBearOnOthersIsRefusedPermitAndForbidAlike(String resource) {
    for (String effect : List.of("permit", "forbid")) {
      assertThat(mistakesOf(policy(effect, resource)))
          .singleElement()
          .asString()
          .startsWith("policies/payments/a.cedar:1:1: `payments/a` ")
          .contains("the part `payments`")
          .endsWith(
              "; write `resource is T` in its scope, T of `Invoice`, `Ledger`, `Payments::*`");
    }
  }

  @Test
  void aConditionIsNoScope() {
    assertThat(
            mistakesOf(
                "@id(\"payments/a\") permit (principal, action, resource) when { resource is Invoice };"))
        .hasSize(1);
  }

  @Test
  void annotationsDoNotLoosenTheRule() {
    String annotated = "@owner(\"central\") @mode(\"monitor\") @obligation(\"o\") ";
    assertThat(mistakesOf(annotated + policy("permit", "resource"))).hasSize(1);
    assertThat(mistakesOf(annotated + policy("permit", "resource is Invoice"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@id(\"refunds\")", "@id(\"paymentsx/a\")", "@id(\"orders/a\")"})
  void aPolicyOfAPartIsCalledAsOne(String id) {
    assertThat(mistakesOf(id + " permit (principal, action, resource is Invoice);"))
        .contains(
            "policies/payments/a.cedar:1:%d: a policy of the part `payments` is not called so; write `@id(\"payments/…\")`"
                .formatted(id.isEmpty() ? 2 : 1));
  }

  @Test
  void noOtherPolicyIsCalledAsAPartsPolicies() {
    assertThat(
            new PartedBundle()
                .with("policies/b.cedar", policy("permit", "resource"))
                .with("policies/orders/c.cedar", policy("permit", "resource is Order"))
                .mistakes())
        .containsExactly(
            "policies/orders/c.cedar:1:1: the id `payments/a` is given twice; rename one of them; the first is at policies/b.cedar:1:1",
            "policies/b.cedar:1:1: `payments/a` is called as a policy of the part `payments`; choose an id that does not begin with `payments/`",
            "policies/orders/c.cedar:1:1: a policy of the part `orders` is not called so; write `@id(\"orders/…\")`");
  }

  @Test
  void centralPoliciesWithoutAnIdKeepTheirNamesWhateverPartsHave() {
    PartedBundle central =
        new PartedBundle().with("policies/z.cedar", "permit (principal, action, resource);");
    PartedBundle parted = central.with(POLICIES, policy("permit", "resource is Invoice"));
    assertThat(central.read().policies().policies()).containsKey(new PolicyId("policy1"));
    assertThat(parted.read().policies().policies().keySet())
        .containsExactly(
            new PolicyId("readers"), new PolicyId("policy1"), new PolicyId("payments/a"));
  }

  @Test
  void centralPoliciesBearOnEverything() {
    assertThat(
            new PartedBundle()
                .with("policies/b.cedar", "permit (principal, action, resource is Invoice);")
                .with("policies/central/deep/c.cedar", "forbid (principal, action, resource);")
                .mistakes())
        .isEmpty();
  }

  /// A part whose name is misspelt would be central otherwise, and might permit everything.
  @ParameterizedTest
  @CsvSource({
    "policies/paymnts/a.cedar, true",
    "policies/Payments/a.cedar, true",
    "policies/paymentsx/a.cedar, true",
    "policies/tests/payments/a.cedar, true",
    "policies/payments.cedar, false",
    "policies/central/payments/a.cedar, false"
  })
  void aFolderThatIsNoPartsIsRefused(String path, boolean isStray) {
    List<String> mistakes =
        new PartedBundle().with(path, "permit (principal, action, resource);").mistakes();
    if (isStray) {
      assertThat(mistakes)
          .containsExactly(
              path
                  + ":1:1: its folder is no part's; name the part in `parts`, or move it to the folder `central` beside");
    } else {
      assertThat(mistakes).isEmpty();
    }
    assertThat(new PartedBundle().with("entities/paymnts/a.json", "[]").mistakes()).hasSize(1);
  }

  @Test
  void withoutPartsEveryFolderIsCentral() {
    assertThat(
            new PartedBundle()
                .with("remit.yaml", "name: a\nowner: b\n")
                .with(POLICIES, "permit (principal, action, resource);")
                .with(ENTITIES, entity("Agent", "a", "Team", "readers"))
                .mistakes())
        .isEmpty();
  }

  @Test
  void entitiesOfAPartAreOfOwnedTypesAndInOwnedOnes() {
    assertThat(
            new PartedBundle()
                .with(ENTITIES, entity("Invoice", "1", "Ledger", "2026"))
                .with("entities/payments/b.json", entity("Payments::Refund", "1"))
                .mistakes())
        .isEmpty();
    assertThat(
            new PartedBundle().with(ENTITIES, entity("Agent", "a", "Team", "readers")).mistakes())
        .containsExactly(
            "entities/payments/a.json:1:9: `Agent::\"a\"` of the part `payments` is of a type that the part does not own;"
                + " have it in a central file, or put it over the API",
            "entities/payments/a.json:1:9: `Agent::\"a\"` of the part `payments` is in `Team::\"readers\"`, whose type the part does"
                + " not own; have it in a central file, or put it over the API");
    assertThat(
            new PartedBundle().with(ENTITIES, entity("Invoice", "1", "Folder", "open")).mistakes())
        .singleElement()
        .asString()
        .contains("is in `Folder::\"open\"`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Action", "Payments::Action", "PaymentsX::Refund", "Order"})
  void whatIsNotOwnedIsNoEntityOfThePart(String type) {
    assertThat(new PartedBundle().with(ENTITIES, entity(type, "x")).mistakes()).isNotEmpty();
  }

  @Test
  void aPartCannotSayWhatACentralFileSaysOtherwise() {
    assertThat(
            new PartedBundle()
                .with("entities/a.json", entity("Invoice", "1"))
                .with(ENTITIES, entity("Invoice", "1", "Ledger", "2026"))
                .mistakes())
        .containsExactly(
            "entities/payments/a.json:1:9: entity `Invoice::\"1\"` is given twice with different contents;"
                + " keep one; the first is at entities/a.json:1:9");
  }

  /// Decisions about a document look at who asks, at what the two are in, and at what their
  /// attributes, tags and the context name.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "entity Mine; action read appliesTo {principal: Mine, resource: Document};",
        "entity Mine; entity Bot in [Mine]; action read appliesTo {principal: Bot, resource: Document};",
        "entity Mine; entity Bot in [Group]; entity Group in [Mine]; action read appliesTo {principal: Bot, resource: [Invoice, Document]};",
        "entity Mine; entity Bot {desk: {at: Set<Mine>}}; action read appliesTo {principal: Bot, resource: Document};",
        "entity Mine; entity Bot tags Mine; action read appliesTo {principal: Bot, resource: Document};",
        "entity Mine; entity Bot; action read appliesTo {principal: Bot, resource: Document, context: {by?: Mine}};"
      })
  void entitiesThatDecisionsAboutOthersLookAtAreNoParts(String schema) {
    PartedBundle bundle =
        new PartedBundle()
            .with("remit.yaml", PartedBundle.MANIFEST.replace("Ledger", "Mine"))
            .with(ENTITIES, entity("Mine", "1"))
            .with("entities/payments/b.json", entity("Invoice", "1"));
    String start = "entity Team; entity Document; entity Invoice;";
    assertThat(bundle.with("schema.cedarschema", start + schema).mistakes())
        .singleElement()
        .asString()
        .contains("`Mine::\"1\"`")
        .contains("is of a type that decisions about what others own look at, by the schema");
    assertThat(
            bundle
                .with(
                    "schema.cedarschema",
                    start
                        + schema
                            .replace("Document}", "Invoice}")
                            .replace("Document,", "Invoice,")
                            .replace("Document]", "Invoice]"))
                .mistakes())
        .isEmpty();
  }

  @Test
  void whatResourcesOfOthersAreInIsNoParts() {
    PartedBundle bundle = new PartedBundle().with(ENTITIES, entity("Ledger", "1"));
    assertThat(bundle.mistakes()).isEmpty();
    String schema =
        PartedBundle.SCHEMA.replace(
            "entity Document in [Folder]", "entity Document in [Folder, Ledger]");
    assertThat(bundle.with("schema.cedarschema", schema).mistakes()).hasSize(1);
  }

  @Test
  void everyMistakeOfEveryFileIsReported() {
    Golden.check(
        SharedData.projectRoot().resolve("pdp/src/test/resources/golden/part-mistakes.txt"),
        String.join(
                "\n",
                new PartedBundle()
                    .with(
                        POLICIES,
                        "permit (principal, action, resource);\nforbid (principal, action, resource is Order);")
                    .with("policies/payments/b.cedar", "permit (")
                    .with(
                        "policies/orders/a.cedar",
                        "@id(\"orders/a\") permit (principal, action, resource is Invoice);")
                    .with(
                        "policies/paymnts/a.cedar",
                        "@id(\"payments/b\") permit (principal, action, resource);")
                    .with(
                        ENTITIES,
                        "[\n"
                            + entity("Invoice", "1", "Folder", "f").replaceAll("^.|.$", "")
                            + ",\n"
                            + entity("Agent", "a").replaceAll("^.|.$", "")
                            + "]")
                    .mistakes())
            + "\n");
  }

  @Test
  void mistakesOfPartsAreBounded() {
    String many =
        String.join(
            "\n",
            IntStream.range(0, 300)
                .mapToObj(
                    i -> "@id(\"payments/%d\") permit (principal, action, resource);".formatted(i))
                .toList());
    assertThat(mistakesOf(many)).hasSize(100);
  }

  @Test
  void thePartOfABundleIsReplacedAndNothingElse() {
    BundleFiles files =
        new PartedBundle()
            .with(POLICIES, policy("permit", "resource is Invoice"))
            .with(ENTITIES, "[]")
            .with("policies/orders/a.cedar", "")
            .files();
    Part payments = new PartedBundle().read().manifest().parts().find("payments").orElseThrow();
    BundleFiles its = BundleFiles.of(List.of(PartedBundle.file("policies/payments/new.cedar", "")));
    assertThat(files.with(payments, its).all())
        .extracting(BundleFile::path)
        .containsExactly(
            "policies/company.cedar",
            "policies/orders/a.cedar",
            "policies/payments/new.cedar",
            "remit.yaml",
            "schema.cedarschema");
    for (String path : List.of("remit.yaml", "policies/orders/b.cedar", "policies/paymentsx/a")) {
      assertThatThrownBy(
              () -> files.with(payments, BundleFiles.of(List.of(PartedBundle.file(path, "")))))
          .hasMessage("`" + path + "` is no file of the part `payments`");
    }
  }
}
