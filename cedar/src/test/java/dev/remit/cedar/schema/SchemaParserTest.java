package dev.remit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.testkit.SmallStack;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "// nothing but a comment, and no line end",
        "entity A;",
        "entity A, B in [A, B];",
        "entity A in A;",
        "entity A in [];",
        "entity A {};",
        "entity A = {};",
        "entity A = { a: Long, \"b c\"?: Set<String>, };",
        "entity A tags Set<Long>;",
        "entity A { a: { b: { c: Bool } } } tags { d: A };",
        "entity A enum [\"x\", \"y\"];",
        "entity Set; entity B { a: Set, b: Set<Set> };",
        "entity entity; action action appliesTo { principal: entity, resource: [entity] };",
        "type in2 = Long; type T = in2; entity A { a: T, b: __cedar::Long };",
        "entity A { __cedar: Long };",
        "entity A; action a, \"b c\" in [c, \"d\", Action::\"c\"]; action c, d;",
        "entity A; action a appliesTo { context: {}, resource: A, principal: [A], };",
        "entity A; type C = {}; action a appliesTo {principal: A, resource: A, context: C};",
        "action a attributes {};",
        "@doc(\"d\") namespace N { @a @b(\"\") entity A { @if(\"x\") a: Long }; }",
        "namespace A { entity X; } namespace B { entity Y { a: A::X }; } entity Z;",
        "namespace A::B { entity X; action v in [Action::\"w\", A::B::Action::\"w\"]; action w; }",
        "entity Long; entity A { a: Long, b: __cedar::Long };",
        "entity ipaddr { a: ipaddr, b: decimal, c: datetime, d: duration };",
        "namespace N { type A = Long; entity A; entity B { a: A }; }",
        "namespace N { action v; entity A { a: Action }; }",
      })
  void accepts(String text) {
    assertThat(Schemas.codes(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "entity A",
        "entity in;",
        "entity A in [A,];",
        "entity A, B,;",
        "entity A enum [];",
        "entity A enum [\"x\",];",
        "entity A { if: Long };",
        "entity A { a: Long b: Long };",
        "entity A = Long;",
        "entity A { a: };",
        "entity A { a: Set<> };",
        "entity A tags;",
        "type T;",
        "type T = ;",
        "action a in [];",
        "action a in N::b;",
        "action a appliesTo {};",
        "entity A; action a appliesTo { principal: A };",
        "entity A; action a appliesTo { principal: [], resource: A };",
        "entity A; action a appliesTo { principal: A, principal: A, resource: A };",
        "entity A; action a appliesTo { principal: A, resource: A, context: Set<Long> };",
        "action a attributes { a: Long };",
        "@a @a entity A;",
        "@a(b) entity A;",
        "@a namespace N;",
        "namespace N { entity A; ",
        "namespace N { } }",
        "namespace N { namespace M {} }",
        "entity A { a: Long, a: String };",
        "entity A { \"\\x80\": Long };",
        "entity 1;",
        "permit(principal, action, resource);",
      })
  void refuses(String text) {
    assertThat(Schemas.codes(text)).isNotEmpty();
  }

  @Test
  void reportsEveryDeclarationThatCannotBeRead() {
    assertThat(Schemas.codes("entity A { a Long };\naction ;\ntype T = Long\nentity B in;\n"))
        .isEqualTo(
            "schema.unexpected-token schema.unexpected-token schema.missing-semicolon"
                + " schema.unexpected-token");
  }

  @Test
  void severalNamesInOneDeclarationAreSeveralTypes() {
    Schema schema = Schemas.of("entity A, B { a: Long };");
    assertThat(schema.entityTypes()).extracting(EntityType::name).hasSize(2);
    assertThat(requireType(schema, "A").shape()).isEqualTo(requireType(schema, "B").shape());
  }

  @Test
  void groupsOfActionsBecomeParentsOfTheirEntities() {
    Schema schema =
        Schemas.of("namespace N { action read in [all, N::Action::\"safe\"]; action all, safe; }");
    assertThat(schema.actionEntities().get(1).uid()).isEqualTo(EntityUid.of("N::Action", "read"));
    assertThat(schema.actionEntities().get(1).parents())
        .containsExactly(EntityUid.of("N::Action", "all"), EntityUid.of("N::Action", "safe"));
  }

  @Test
  void ancestorTypesGoAllTheWayUpAndThroughLoops() {
    Schema schema = Schemas.of("entity A in B; entity B in [C, D]; entity C in A; entity D;");
    assertThat(schema.ancestorTypes(new Name("A")))
        .containsExactly(new Name("A"), new Name("B"), new Name("C"), new Name("D"));
    assertThat(schema.ancestorTypes(new Name("D"))).isEmpty();
  }

  @Test
  void typesNestAsDeepAsTheLimitAndNoDeeper() {
    assertThat(Schemas.codes(nested(Limits.VALUE_DEPTH_MAX - 1))).isEmpty();
    assertThat(Schemas.codes(nested(Limits.VALUE_DEPTH_MAX))).isEqualTo("schema.limit");
  }

  @Test
  void anyDepthIsReadOnASmallStack() {
    String codes = SmallStack.call(256 * 1024, () -> Schemas.codes(nested(100_000)));
    assertThat(codes).isEqualTo("schema.limit");
  }

  /// An entity type whose attribute is a set of sets of …, within the record of its shape.
  private static String nested(int sets) {
    return "entity A { a: " + "Set<".repeat(sets) + "Long" + ">".repeat(sets) + " };";
  }

  @Test
  void textBeyondDiagnosticsMaxIsNotLookedAt() {
    String text = "entity ;\n".repeat(Limits.DIAGNOSTICS_MAX + 1);
    assertThat(List.of(Schemas.codes(text).split(" "))).hasSize(Limits.DIAGNOSTICS_MAX);
  }

  private static EntityType requireType(Schema schema, String name) {
    return Objects.requireNonNull(schema.findEntityType(new Name(name)), name);
  }
}
