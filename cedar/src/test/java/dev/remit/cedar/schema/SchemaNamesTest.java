package dev.remit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.Name;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which declaration a name in a schema stands for.
final class SchemaNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entity X; namespace N { entity A { a: X }; }                    | X",
        "namespace N { entity X; entity A { a: X }; }                    | N::X",
        "namespace M { entity X; } namespace N { entity A { a: M::X }; } | M::X",
        "namespace N { entity X; type X = Long; entity A { a: X }; }     | Long",
        "namespace N { entity Long; entity A { a: Long }; }              | N::Long",
        "namespace N { entity Long; entity A { a: __cedar::Long }; }     | Long",
        "namespace N { type T = { x: Y }; entity Y; entity A { a: T }; } | {x: N::Y}",
        "type T = Set<U>; type U = Bool; namespace N { entity A { a: T }; } | Set<Bool>",
        "namespace N { entity A { a: ipaddr }; }                         | ipaddr",
        "namespace N { action v; entity A { a: Action }; }               | N::Action",
        "action v; namespace N { entity A { a: Action }; }               | Action",
      })
  void standsFor(String text, String type) {
    EntityType declared = Schemas.of(text).findEntityType(new Name("N::A"));
    SchemaType.Attribute attribute =
        Objects.requireNonNull(declared, "N::A").shape().attributes().get("a");
    assertThat(Objects.requireNonNull(attribute, "a").type()).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "entity A { a: B };                                            | schema.unknown-type",
        "namespace N { entity X; } entity A { a: X };                  | schema.unknown-type",
        "namespace N { entity X; } namespace M { entity A { a: X }; }  | schema.unknown-type",
        "entity A in B;                                                | schema.unknown-type",
        "type B = Long; entity A in B;                                 | schema.unknown-type",
        "action v; entity A in Action;                                 | schema.unknown-type",
        "action v; action w appliesTo {principal: Action, resource: Action}; | schema.unknown-type schema.unknown-type",
        "entity A; action v appliesTo {principal: A, resource: A, context: A}; | schema.unknown-type",
        "action v in w;                                                | schema.unknown-action",
        "namespace N { action w; } action v in w;                      | schema.unknown-action",
        "entity A; entity A;                                           | schema.duplicate-declaration",
        "type A = Long; type A = Long;                                 | schema.duplicate-declaration",
        "action a; action a;                                           | schema.duplicate-declaration",
        "namespace N {} namespace N {}                                 | schema.duplicate-declaration",
        "entity A; namespace N { entity A; }                           | schema.shadowed-name",
        "entity A; namespace N { type A = Long; }                      | schema.shadowed-name",
        "action a; namespace N { action a; }                           | schema.shadowed-name",
        "entity Action;                                                | schema.reserved-name",
        "entity __cedar;                                               | schema.reserved-name",
        "namespace __cedar { }                                         | schema.reserved-name",
        "namespace A::__cedar { }                                      | schema.reserved-name",
        "type Set = Long;                                              | schema.reserved-name",
        "type Long = String;                                           | schema.reserved-name",
        "type A = A;                                                   | schema.type-cycle",
        "type A = { b: B }; type B = Set<A>; type C = A;               | schema.type-cycle",
        "action a in a;                                                | schema.action-cycle",
        "action a in b; action b in a; action c in a;                  | schema.action-cycle",
        "type C = Long; entity A; action v appliesTo {principal: A, resource: A, context: C}; | schema.not-a-record",
      })
  void isRefused(String text, String codes) {
    assertThat(Schemas.codes(text)).isEqualTo(codes);
  }

  @Test
  void aCommonTypeMayHideAnEntityTypeOfItsNamespace() {
    assertThat(Schemas.codes("namespace N { entity A; type A = Long; }")).isEmpty();
  }

  @Test
  void aChainOfCommonTypesMayBeLong() {
    StringBuilder text = new StringBuilder("type T0 = Long;");
    for (int i = 1; i < 20_000; i++) {
      text.append("type T").append(i).append(" = T").append(i - 1).append(";\n");
    }
    assertThat(Schemas.codes(text.toString())).isEmpty();
  }

  @Test
  void commonTypesThatDoubleEachOtherAreRefusedBeforeTheyFillMemory() {
    assertThat(Schemas.codes(doubled(14))).isEmpty();
    assertThat(Schemas.codes(doubled(40))).contains("schema.limit");
  }

  @Test
  void namesTimesParentsAreBounded() {
    assertThat(Schemas.codes(squared(990))).isEmpty();
    assertThat(Schemas.codes(squared(1_010))).isEqualTo("schema.limit");
  }

  private static String squared(int types) {
    String names =
        IntStream.range(0, types).mapToObj(i -> "T" + i).collect(Collectors.joining(", "));
    return "entity " + names + " in [" + names + "];";
  }

  @Test
  void manyUnknownNamesAreRefusedQuickly() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("entity E").append(i).append(" in X").append(i).append(";\n");
    }
    assertThat(Schemas.codes(text.toString()).split(" ")).hasSize(Limits.DIAGNOSTICS_MAX);
  }

  private static String doubled(int times) {
    StringBuilder text = new StringBuilder("type T0 = Long;");
    for (int i = 1; i <= times; i++) {
      text.append("type T%d = { a: T%d, b: T%d };\n".formatted(i, i - 1, i - 1));
    }
    return text.toString();
  }
}
