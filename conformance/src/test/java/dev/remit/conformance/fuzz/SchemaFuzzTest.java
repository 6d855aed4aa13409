package dev.remit.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.SchemaJson;
import dev.remit.cedar.schema.InexpressibleException;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.schema.SchemaPrinter;
import dev.remit.conformance.generate.Draw;
import dev.remit.conformance.generate.Mutations;
import dev.remit.conformance.oracle.DeepStack;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.Verdict;
import dev.remit.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Schemas that are a little wrong are accepted or refused by both alike, and what both accept
/// means the same to both, in text and in JSON. `-Dfuzz.cases=` says how many there are.
final class SchemaFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000) / 4;
  private static final int FOUND_MAX = 20;

  /// Where we are stricter on purpose: Cedar lets the last of two equal attributes win, and bounds
  /// neither depth nor size.
  private static final Set<String> STRICTER = Set.of("schema.duplicate-attribute", "schema.limit");

  private static final List<String> TEXTS =
      List.of(
          """
          entity Team; entity User, Robot in [Team, User] { age: Long, "k k"?: Set<Team>, };
          type T = { a: Bool, b?: { c: String } }; type U = Set<T>;
          entity Doc in Team = { @a("b") owner: User, t: T, u: U } tags Set<String>;
          entity Color enum ["red", "green"];
          action all; action view, "edit it" in [all, Action::"all"] appliesTo {
            principal: [User, Robot], resource: Doc, context: { ip: ipaddr, c?: Color },
          };
          action list in all appliesTo { principal: User, resource: Doc, context: T };
          """,
          """
          @doc("n") namespace N {
            entity X { a: Long, b: __cedar::Long, c: Y, d: M::Z, e: Long2, f: Action };
            type Long2 = Long; entity Y in X; type Y = Set<X>;
            @v action v in [N::Action::"w", w] attributes {}; action w;
          }
          namespace M::O { entity Z2; action v; }
          namespace M { entity Z { a: decimal } tags Z; action a appliesTo {
            resource: [Z], principal: Z, context: {} }; }
          entity E { x: N::X, y: datetime, z: duration };
          """);

  private static final List<String> TEXT_WORDS =
      List.of(
          "entity",
          "action",
          "type",
          "namespace",
          "in",
          "enum",
          "tags",
          "appliesTo",
          "principal",
          "resource",
          "context",
          "attributes",
          "Set",
          "Long",
          "Bool",
          "Boolean",
          "String",
          "Record",
          "Entity",
          "Extension",
          "EntityOrCommon",
          "Action",
          "ipaddr",
          "__cedar",
          "__cedar::Long",
          "Set<Long>",
          "User",
          "T",
          "U",
          "X",
          "Y",
          "N",
          "N::X",
          "\"red\"",
          "all",
          "if",
          "is",
          "true",
          "@a",
          "@a(\"b\")",
          "a: Long",
          "a?: Long,",
          "{",
          "}",
          "{}",
          "[",
          "]",
          "[]",
          "(",
          ")",
          "<",
          ">",
          "=",
          "==",
          ":",
          "::",
          ",",
          ";",
          "?",
          "1",
          "\n",
          "// c\n",
          "/* c */",
          "entity X;",
          "type X = Long;",
          "action all;",
          "namespace N {}",
          "in [X]");

  private static final List<String> JSON_WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "null",
          "true",
          "false",
          "1",
          "\"\"",
          "{}",
          "[]",
          "\"N\"",
          "\"commonTypes\"",
          "\"entityTypes\"",
          "\"actions\"",
          "\"annotations\"",
          "\"shape\"",
          "\"tags\"",
          "\"memberOfTypes\"",
          "\"enum\"",
          "\"memberOf\"",
          "\"appliesTo\"",
          "\"principalTypes\"",
          "\"resourceTypes\"",
          "\"context\"",
          "\"id\"",
          "\"type\"",
          "\"name\"",
          "\"element\"",
          "\"attributes\"",
          "\"additionalAttributes\"",
          "\"required\"",
          "\"Set\"",
          "\"Record\"",
          "\"Entity\"",
          "\"EntityOrCommon\"",
          "\"Extension\"",
          "\"Long\"",
          "\"Boolean\"",
          "\"Bool\"",
          "\"String\"",
          "\"ipaddr\"",
          "\"__cedar::Long\"",
          "\"User\"",
          "\"N::X\"",
          "\"T\"",
          "\"Action\"",
          "\"all\"",
          "\"a b\"",
          "\"if\"",
          "\"X\":{}",
          "\"required\":false,",
          "\"annotations\":{\"a\":null},",
          "\"annotations\":{},",
          "\"additionalAttributes\":false,",
          "{\"type\":\"Long\"}",
          "{\"type\":\"Entity\",\"name\":",
          "{\"type\":\"Record\",\"attributes\":{}}");

  @Test
  void textsAreAcceptedAlikeAndMeanTheSame() {
    Acceptance acceptance =
        new Acceptance(
            text -> Oracle.parseSchema(text).isAccepted(),
            source -> SchemaParser.parse(source).equals(SchemaParser.parse(source)),
            _ -> true,
            STRICTER);
    Draw draw = new Draw(Seeds.seed(20_261_122));
    Mutations mutations = new Mutations(draw, TEXT_WORDS);
    check(acceptance, () -> mutations.mutate(draw.pick(TEXTS)), SchemaFuzzTest::textMeansTheSame);
  }

  @Test
  void jsonIsAcceptedAlikeAndMeansTheSame() throws SyntaxException {
    List<String> samples = new ArrayList<>();
    for (String text : TEXTS) {
      String json = Oracle.schemaToJson(text).require();
      samples.add(JsonWriter.compact(JsonReader.read(new Source("official", json))));
    }
    Acceptance acceptance =
        new Acceptance(
            json -> Oracle.parseSchemaJson(json).isAccepted(),
            source -> SchemaJson.read(source).equals(SchemaJson.read(source)),
            _ -> true,
            STRICTER);
    Draw draw = new Draw(Seeds.seed(20_261_122));
    Mutations mutations = new Mutations(draw, JSON_WORDS);
    check(
        acceptance,
        () ->
            draw.percent(50)
                ? exchange(draw, draw.pick(samples))
                : mutations.mutate(draw.pick(samples)),
        SchemaFuzzTest::jsonMeansTheSame);
  }

  /// `json` with one or two of its strings exchanged for others, so that it stays well-formed.
  private static String exchange(Draw draw, String json) {
    List<String> strings = JSON_WORDS.stream().filter(SchemaFuzzTest::isString).toList();
    List<String> tokens = Mutations.tokens(json);
    List<Integer> places =
        IntStream.range(0, tokens.size()).filter(i -> isString(tokens.get(i))).boxed().toList();
    for (int i = draw.between(1, 2); i > 0; i--) {
      tokens.set(draw.pick(places), draw.pick(strings));
    }
    return String.join("", tokens);
  }

  private static boolean isString(String token) {
    return token.length() > 1
        && token.startsWith("\"")
        && token.indexOf('"', 1) == token.length() - 1;
  }

  private static void check(
      Acceptance acceptance, Supplier<String> mutants, Predicate<String> same) {
    List<String> found = new ArrayList<>();
    int accepted = 0;
    for (int i = 0; i < CASES && found.size() < FOUND_MAX; i++) {
      String text = mutants.get();
      acceptance.disagreement(text).ifPresent(found::add);
      if (acceptance.reads(text)) {
        accepted++;
        if (!DeepStack.call(() -> same.test(text))) {
          found.add("means something else officially:\n" + text);
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(accepted).as("mutants that are right").isGreaterThan(CASES / 30);
  }

  /// By way of the official engine's conversions, there and back; they garble what Java's own kind
  /// of UTF-8 writes in another way.
  private static boolean textMeansTheSame(String text) {
    if (text.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return true;
    }
    Schema own = require(ours(text, SchemaParser::parse));
    Schema official = require(ours(Oracle.schemaToJson(text).require(), SchemaJson::read));
    String json = JsonWriter.compact(SchemaJson.write(own));
    return own.equals(official) && Oracle.parseSchemaJson(json).isAccepted() && fromJson(json, own);
  }

  private static boolean jsonMeansTheSame(String json) {
    Schema own = require(ours(json, SchemaJson::read));
    return Oracle.parseSchemaJson(JsonWriter.compact(SchemaJson.write(own))).isAccepted()
        && printed(own)
        && fromJson(json, own);
  }

  private static boolean printed(Schema own) {
    try {
      return Oracle.parseSchema(SchemaPrinter.print(own)).isAccepted();
    } catch (InexpressibleException _) {
      return true;
    }
  }

  /// Whether the official text of `json` means `own`; there is none of what text cannot say.
  private static boolean fromJson(String json, Schema own) {
    return switch (Oracle.schemaToText(json)) {
      case Verdict.Accepted<String>(String text) ->
          isLossy(own) || require(ours(text, SchemaParser::parse)).equals(own);
      case Verdict.Refused<String> _ -> true;
    };
  }

  /// Text cannot say what an action applies to if it is nothing.
  private static boolean isLossy(Schema schema) {
    return schema.actions().stream()
        .anyMatch(action ->
            action.principals().isEmpty() != action.resources().isEmpty()
                || (action.principals().isEmpty() && !action.context().attributes().isEmpty()));
  }

  private static Schema require(Optional<Optional<Schema>> schema) {
    return schema.flatMap(read -> read).orElseThrow();
  }

  /// The schema, empty if we refuse it; all empty where we are stricter on purpose.
  private static Optional<Optional<Schema>> ours(String text, Reader reader) {
    try {
      return Optional.of(Optional.of(reader.read(new Source("fuzz", text))));
    } catch (SyntaxException e) {
      boolean onPurpose =
          e.diagnostics().stream().map(Diagnostic::code).allMatch(STRICTER::contains);
      return onPurpose ? Optional.empty() : Optional.of(Optional.empty());
    }
  }

  private interface Reader {
    Schema read(Source source) throws SyntaxException;
  }
}
