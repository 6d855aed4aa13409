package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.value.Name;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartsReaderTest {
  private static Parts read(String parts) throws SyntaxException {
    return ManifestReader.read(source(parts)).parts();
  }

  private static Source source(String parts) {
    return new Source("remit.yaml", "name: a\nowner: b\nparts: " + parts);
  }

  private static List<String> refused(String parts) {
    SyntaxException thrown =
        catchThrowableOfType(SyntaxException.class, () -> ManifestReader.read(source(parts)));
    assertThat(thrown).as(parts).isNotNull();
    return thrown.diagnostics().stream().map(Diagnostic::headline).toList();
  }

  @Test
  void partsAreReadAsWritten() throws SyntaxException {
    Parts parts =
        read("{b-1: {owner: x, owns: [Invoice, 'Pay::In::*']}, a: {owner: y, owns: Order}}");
    assertThat(parts.all()).extracting(Part::name).containsExactly("b-1", "a");
    assertThat(parts.all()).extracting(Part::owner).containsExactly("x", "y");
    assertThat(parts.find("b-1").orElseThrow().owns())
        .containsExactly(
            new OwnedTypes.Single(new Name("Invoice")), new OwnedTypes.Below(new Name("Pay::In")));
    assertThat(parts.of("policies/b-1/x/y.cedar")).contains(parts.all().getFirst());
    assertThat(parts.of("tests/a/x.json")).contains(parts.all().getLast());
    assertThat(parts.of("policies/b-10/x.cedar")).isEmpty();
    assertThat(parts.of("policies/b-1.cedar")).isEmpty();
    assertThat(parts.of("policies/x/a/y.cedar")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Payments::*, Payments::Refund, true",
    "Payments::*, Payments::A::B, true",
    "Payments::*, Payments, false",
    "Payments::*, PaymentsX::Refund, false",
    "Payments::*, X::Payments::Refund, false",
    "Payments::*, Payments::Action, false",
    "Payments::*, Payments::A::Action, false",
    "Invoice, Invoice, true",
    "Invoice, Payments::Invoice, false",
    "Payments::Invoice, Invoice, false",
    "Invoice, invoice, false"
  })
  void aNamespaceIsOwnedWithEverythingBelowItAndNothingBeside(
      String owned, String type, boolean isCovered) {
    assertThat(OwnedTypes.parse(owned).orElseThrow().covers(new Name(type))).isEqualTo(isCovered);
  }

  @ParameterizedTest
  @CsvSource({
    "A, A, true",
    "A, B, false",
    "A::*, A::B, true",
    "A::*, A, false",
    "A::*, A::B::*, true",
    "A::*, AB::*, false",
    "A::B::*, A::C::*, false"
  })
  void whatTwoOwnIsFoundWhicheverComesFirst(String first, String second, boolean isBoth) {
    OwnedTypes one = OwnedTypes.parse(first).orElseThrow();
    OwnedTypes other = OwnedTypes.parse(second).orElseThrow();
    assertThat(one.overlaps(other)).isEqualTo(isBoth);
    assertThat(other.overlaps(one)).isEqualTo(isBoth);
  }

  @Test
  void everyMistakeIsReportedWithItsPlace() {
    Golden.check(
        SharedData.projectRoot().resolve("pdp/src/test/resources/golden/parts-malformed.txt"),
        String.join(
                "\n",
                refused(
                    """

                      Payments: {owner: x, owns: A}
                      central: {owner: x, owns: B}
                      a/b: {owner: x, owns: C}
                      d: {owner: "", owns: []}
                      e: {owns: [1x, "E::", "*", "::*", "E*", Action, "E::Action", "F::**", [G]]}
                      f: [x]
                      g: {owner: x, owns: [G, "G::*", "G::H"], own: x}
                      h: {owner: x, owns: ["G::I::*", G, A]}
                    """))
            + "\n");
  }

  @Test
  void partsThatAreNoneAreRefused() {
    assertThat(refused("{}").getFirst()).contains("`parts` is empty");
    assertThat(refused("[a]").getFirst()).contains("`parts` is a list");
    assertThat(refused("{" + "a".repeat(64) + ": {owner: x, owns: A}}").getFirst())
        .contains("is no name of a part");
  }

  @Test
  void partsAndWhatTheyOwnAreBounded() throws SyntaxException {
    assertThat(read(many(Parts.PARTS_MAX)).all()).hasSize(Parts.PARTS_MAX);
    assertThat(refused(many(Parts.PARTS_MAX + 1)).getFirst()).contains("more than 100 parts");
    assertThat(read(owning(Parts.OWNS_MAX)).all().getFirst().owns()).hasSize(Parts.OWNS_MAX);
    assertThat(refused(owning(Parts.OWNS_MAX + 1)).getFirst()).contains("more than 100 elements");
  }

  private static String many(int parts) {
    return IntStream.range(0, parts)
        .mapToObj(i -> "p%d: {owner: x, owns: T%d}".formatted(i, i))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String owning(int types) {
    return IntStream.range(0, types)
        .mapToObj(i -> "T" + i)
        .collect(Collectors.joining(", ", "{a: {owner: x, owns: [", "]}}"));
  }

  @Test
  void noPartsCanBeMadeThatShareAType() {
    Part one = new Part("one", "x", List.of(new OwnedTypes.Below(new Name("A"))));
    Part two = new Part("two", "x", List.of(new OwnedTypes.Single(new Name("A::B"))));
    assertThatThrownBy(() -> new Parts(List.of(one, two))).hasMessage("one and two both own A::B");
    assertThatThrownBy(() -> new Parts(List.of(one, one))).hasMessage("given twice: one");
    assertThatThrownBy(() -> new Part("three", "x", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
