package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.testkit.SmallStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyJsonTest {
  private static final String ALL = "{\"op\":\"All\"}";

  private static Policy read(String json) throws SyntaxException {
    return PolicyJson.read(new Source("a.json", json));
  }

  private static String when(String body) {
    return policy(ALL, ALL, ALL, "[{\"kind\":\"when\",\"body\":" + body + "}]");
  }

  private static String policy(
      String principal, String action, String resource, String conditions) {
    return "{\"effect\":\"permit\",\"principal\":%s,\"action\":%s,\"resource\":%s,\"conditions\":%s}"
        .formatted(principal, action, resource, conditions);
  }

  private static String principal(String scope) {
    return policy(scope, ALL, ALL, "[]");
  }

  private static String action(String scope) {
    return policy(ALL, scope, ALL, "[]");
  }

  private static List<String> refusal(String json) {
    return Refusals.of(PolicyJson::read, json);
  }

  private static Policy text(String policy) throws SyntaxException {
    return PolicyParser.parse(new Source("a.cedar", policy)).getFirst();
  }

  private static Policy condition(String condition) throws SyntaxException {
    return text("permit(principal, action, resource) when { " + condition + " };");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          context.a                  ~ {".":{"left":{"Var":"context"},"attr":"a"}}
          context["a b"]             ~ {".":{"left":{"Var":"context"},"attr":"a b"}}
          context has a              ~ {"has":{"left":{"Var":"context"},"attr":"a"}}
          !true                      ~ {"!":{"arg":{"Value":true}}}
          -9223372036854775808       ~ {"Value":-9223372036854775808}
          -context.a                 ~ {"neg":{"arg":{".":{"left":{"Var":"context"},"attr":"a"}}}}
          1 - 2                      ~ {"-":{"left":{"Value":1},"right":{"Value":2}}}
          1 != "a"                   ~ {"!=":{"left":{"Value":1},"right":{"Value":"a"}}}
          action in [A::B::"c"]      ~ {"in":{"left":{"Var":"action"},"right":{"Set":[{"Value":{"__entity":{"type":"A::B","id":"c"}}}]}}}
          principal is A             ~ {"is":{"left":{"Var":"principal"},"entity_type":"A"}}
          principal is A in resource ~ {"is":{"left":{"Var":"principal"},"entity_type":"A","in":{"Var":"resource"}}}
          "a" like "a*\\*"           ~ {"like":{"left":{"Value":"a"},"pattern":[{"Literal":"a"},"Wildcard",{"Literal":"*"}]}}
          if true then 1 else 2      ~ {"if-then-else":{"if":{"Value":true},"then":{"Value":1},"else":{"Value":2}}}
          {a: 1, "b c": []}          ~ {"Record":{"a":{"Value":1},"b c":{"Set":[]}}}
          ip("::1").isIpv4()         ~ {"isIpv4":[{"ip":[{"Value":"::1"}]}]}
          ip("::1", 2)               ~ {"ip":[{"Value":"::1"},{"Value":2}]}
          [1].contains(1)            ~ {"contains":{"left":{"Set":[{"Value":1}]},"right":{"Value":1}}}
          [].isEmpty()               ~ {"isEmpty":{"arg":{"Set":[]}}}
          principal.getTag("a")      ~ {"getTag":{"left":{"Var":"principal"},"right":{"Value":"a"}}}
          principal.hasTag("a")      ~ {"hasTag":{"left":{"Var":"principal"},"right":{"Value":"a"}}}
          unknown("a")               ~ {"unknown":[{"Value":"a"}]}
          true && 1 && 2             ~ {"&&":{"left":{"&&":{"left":{"Value":true},"right":{"Value":1}}},"right":{"Value":2}}}
          true || (1 || 2)           ~ {"||":{"left":{"Value":true},"right":{"||":{"left":{"Value":1},"right":{"Value":2}}}}}
          """)
  void expressionsAreWrittenAsCedarDoesAndReadBack(String condition, String json)
      throws SyntaxException {
    Policy policy = condition(condition);
    assertThat(JsonWriter.compact(PolicyJson.write(policy))).isEqualTo(when(json));
    assertThat(read(when(json))).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          principal == A::"b"             | {"op":"==","entity":{"type":"A","id":"b"}}
          principal in A::"b"             | {"op":"in","entity":{"type":"A","id":"b"}}
          principal is A                  | {"op":"is","entity_type":"A"}
          principal is A in A::"b"        | {"op":"is","entity_type":"A","in":{"entity":{"type":"A","id":"b"}}}
          principal == ?principal         | {"op":"==","slot":"?principal"}
          principal in ?principal         | {"op":"in","slot":"?principal"}
          principal is A in ?principal    | {"op":"is","entity_type":"A","in":{"slot":"?principal"}}
          """)
  void scopesAreWrittenAsCedarDoesAndReadBack(String scope, String json) throws SyntaxException {
    Policy policy = text("permit(" + scope + ", action, resource);");
    assertThat(JsonWriter.compact(PolicyJson.write(policy))).isEqualTo(principal(json));
    assertThat(read(principal(json))).isEqualTo(policy);
    String other = scope.replace("principal", "resource");
    assertThat(read(policy(ALL, ALL, json.replace("?principal", "?resource"), "[]")))
        .isEqualTo(text("permit(principal, action, " + other + ");"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          action == Action::"b"                 | {"op":"==","entity":{"type":"Action","id":"b"}}
          action in Action::"b"                 | {"op":"in","entity":{"type":"Action","id":"b"}}
          action in []                          | {"op":"in","entities":[]}
          action in [A::Action::"b",Action::""] | {"op":"in","entities":[{"type":"A::Action","id":"b"},{"type":"Action","id":""}]}
          """)
  void actionScopesAreWrittenAsCedarDoesAndReadBack(String scope, String json)
      throws SyntaxException {
    Policy policy = text("permit(principal, " + scope + ", resource);");
    assertThat(JsonWriter.compact(PolicyJson.write(policy))).isEqualTo(action(json));
    assertThat(read(action(json))).isEqualTo(policy);
  }

  @Test
  void aListOfOneActionIsWrittenAsTheAction() throws SyntaxException {
    Policy policy = text("permit(principal, action in [Action::\"b\"], resource);");
    assertThat(read(JsonWriter.compact(PolicyJson.write(policy))))
        .isEqualTo(text("permit(principal, action in Action::\"b\", resource);"));
  }

  @Test
  void aPathOfHasIsWrittenOutAndReadInBothForms() throws SyntaxException {
    Policy policy = condition("context has a.b.c");
    assertThat(read(JsonWriter.compact(PolicyJson.write(policy))))
        .isEqualTo(condition("context has a && context.a has b && context.a.b has c"));
    assertThat(
            read(when("{\"has\":{\"left\":{\"Var\":\"context\"},\"attr\":[\"a\",\"b\",\"c\"]}}")))
        .isEqualTo(policy);
  }

  @Test
  void annotationsMayBeNullWhichIsEmpty() throws SyntaxException {
    String json = principal(ALL).replace("]}", "],\"annotations\":{\"id\":\"x\",\"in\":null}}");
    Policy policy = text("@id(\"x\") @in permit(principal, action, resource);");
    assertThat(read(json)).isEqualTo(policy);
    assertThat(JsonWriter.compact(PolicyJson.write(policy)))
        .isEqualTo(json.replace("null", "\"\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [1, {"a": true}]                                | [1, {"a": true}]
          {"__entity": {"type": "A", "id": "b"}}          | A::"b"
          {"__extn": {"fn": "ip", "arg": "::1"}}          | ip("::1")
          {"__extn": {"fn": "ip", "args": ["::1", 1]}}    | ip("::1", 1)
          {"__extn": {"fn": "isIpv4", "arg": {"__extn": {"fn": "ip", "arg": "::1"}}}} | ip("::1").isIpv4()
          {"__entity": 1, "b": 2}                         | {"__entity": 1, "b": 2}
          """)
  void valuesMayBeNestedAndHoldEscapes(String value, String condition) throws SyntaxException {
    assertThat(read(when("{\"Value\":" + value + "}"))).isEqualTo(condition(condition));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "\"x\"",
        "1",
        "{\"Var\":\"context\",\"Value\":1}",
        "{\"foo\":[]}",
        "{\"Var\":\"foo\"}",
        "{\"Value\":null}",
        "{\"Value\":1.0}",
        "{\"Value\":-0}",
        "{\"Value\":9223372036854775808}",
        "{\"Value\":{\"__expr\":\"1\"}}",
        "{\"Value\":{\"__entity\":{\"type\":\"A b\",\"id\":\"\"}}}",
        "{\"Value\":{\"__extn\":{\"fn\":\"foo\",\"arg\":\"\"}}}",
        "{\"Value\":{\"__extn\":{\"fn\":\"isIpv4\",\"args\":[]}}}",
        "{\"Slot\":\"?principal\"}",
        "{\"Unknown\":{\"name\":\"x\"}}",
        "{\"isIpv4\":[]}",
        "{\"ip\":{\"Value\":\"x\"}}",
        "{\"!\":{\"arg\":{\"Value\":true},\"x\":1}}",
        "{\"==\":[{\"Value\":1},{\"Value\":2}]}",
        "{\"==\":{\"left\":{\"Value\":1}}}",
        "{\"&&\":{\"left\":{\"Value\":true}}}",
        "{\"like\":{\"left\":{\"Value\":\"\"},\"pattern\":\"a*\"}}",
        "{\"like\":{\"left\":{\"Value\":\"\"},\"pattern\":[\"wildcard\"]}}",
        "{\"is\":{\"left\":{\"Var\":\"principal\"}}}",
        "{\"is\":{\"left\":{\"Var\":\"principal\"},\"entity_type\":\"A ::B\"}}",
        "{\"has\":{\"left\":{\"Var\":\"context\"},\"attr\":[]}}",
        "{\"has\":{\"left\":{\"Var\":\"context\"},\"attr\":[1]}}",
        "{\"Set\":{\"Value\":1}}",
        "{\"Record\":{\"a\":{\"Value\":1},\"a\":{\"Value\":2}}}",
        "{\"Record\":[]}",
        "{\"if-then-else\":{\"if\":{\"Value\":true},\"then\":{\"Value\":1}}}",
        "{\".\":[\"a\"]}"
      })
  void whatIsNoExpressionIsRefusedOnce(String body) {
    assertThat(refusal(when(body))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"op\":\"ALL\"}",
        "{\"op\":\"All\",\"x\":1}",
        "{\"op\":\"!=\"}",
        "{\"op\":\"==\"}",
        "{\"op\":\"==\",\"entity\":\"A::\\\"b\\\"\"}",
        "{\"op\":\"==\",\"slot\":\"?resource\"}",
        "{\"op\":\"is\",\"entity_type\":\"\"}",
        "{\"op\":\"==\",\"slot\":\"?principal\",\"entity\":{\"type\":\"A\",\"id\":\"b\"}}",
        "{\"op\":\"in\",\"entities\":[{\"type\":\"A\",\"id\":\"b\"}],\"entity\":{\"type\":\"A\",\"id\":\"b\"}}",
        "{\"op\":\"is\",\"entity_type\":\"A\",\"in\":{\"type\":\"A\",\"id\":\"b\"}}"
      })
  void whatIsNoScopeIsRefused(String scope) {
    assertThat(refusal(principal(scope))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"==\",\"entity\":{\"type\":\"A\",\"id\":\"b\"}}",
        "{\"op\":\"==\",\"slot\":\"?principal\"}",
        "{\"op\":\"is\",\"entity_type\":\"Action\"}",
        "{\"op\":\"in\",\"entities\":[{\"type\":\"A\",\"id\":\"b\"}]}",
        "{\"op\":\"in\",\"entities\":{\"type\":\"Action\",\"id\":\"b\"}}",
        "{\"op\":\"in\",\"entity\":{\"type\":\"Action\",\"id\":\"b\"},\"entities\":[]}"
      })
  void whatIsNoActionScopeIsRefusedOnce(String scope) {
    assertThat(refusal(action(scope))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"effect\"", "\"principal\"", "\"conditions\""})
  void aPolicyNeedsItsMembers(String member) {
    String other = principal(ALL).replace(member, member.replaceFirst("\"", "\"x"));
    assertThat(refusal(other)).hasSize(2);
  }

  @Test
  void everyMistakeIsReportedWithItsPlace() {
    String json =
        """
        {"effect": "allow", "principal": {"op": "=="}, "action": {"op": "All"},
         "resource": {"op": "==", "slot": "?principal"},
         "conditions": [{"kind": "where", "body": {"Var": "user"}}],
         "annotations": {"a b": 1}}
        """;
    assertThat(refusal(json))
        .containsExactly(
            "a.json:1:12: `allow` is no effect; write `permit` or `forbid`",
            "a.json:1:34: a scope lacks `entity`; add it",
            "a.json:2:35: the slot of this scope is `?resource`; write it alone, without `entity`",
            "a.json:3:26: `where` is no kind; write `when` or `unless`",
            "a.json:3:51: `Var` names no variable; write `principal`, `action`, `resource` or `context`",
            "a.json:4:18: `a b` is no name of an annotation; write letters, digits and `_`",
            "a.json:4:25: an annotation is a string or null, not a number; write `\"…\"`");
  }

  @Test
  void depthIsBoundedAlsoOnASmallStack() throws SyntaxException {
    int max = Limits.EXPRESSION_DEPTH_MAX;
    assertThat(read(when(nested(max)))).isNotNull();
    assertThat(refusal(when(nested(max + 1)))).hasSize(1).first().asString().contains("deeper");
    String values = "[".repeat(max) + "]".repeat(max);
    assertThat(read(when("{\"Value\":" + values + "}"))).isNotNull();
    assertThat(refusal(when("{\"Value\":[" + values + "]}"))).hasSize(1);
    assertThat(SmallStack.call(256 * 1024, () -> refusal(when(nested(50_000))))).hasSize(1);
  }

  private static String nested(int levels) {
    return "{\"!\":{\"arg\":".repeat(levels - 1) + "{\"Value\":true}" + "}}".repeat(levels - 1);
  }

  @Test
  void aLongChainIsOneLevelAndIsReadAndWrittenOnASmallStack() throws SyntaxException {
    int max = Limits.ELEMENTS_MAX;
    Policy policy =
        SmallStack.call(
            256 * 1024, () -> read(JsonWriter.compact(PolicyJson.write(read(when(chain(max)))))));
    Expr.Or body = (Expr.Or) policy.conditions().getFirst().body();
    assertThat(body.operands()).hasSize(max);
    assertThat(refusal(when(chain(max + 1))))
        .containsExactly("a.json:1:127: more than 65536 operands of one `||`");
  }

  private static String chain(int operands) {
    return "{\"||\":{\"left\":".repeat(operands - 1)
        + "{\"Value\":false}"
        + ",\"right\":{\"Value\":true}}}".repeat(operands - 1);
  }
}
