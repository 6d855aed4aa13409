package dev.remit.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.MappedRequest.Refusal;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MappingTest {
  private static final Name ACCOUNT = new Name("Account");
  private static final Mapping MAPPING =
      new Mapping(
          new Name("Agent"),
          Map.of(
              "pay",
              new ToolRule(
                  new ResourceRule.Named(ACCOUNT, List.of("to", "copy"), ResourcePart.WHOLE, null),
                  Map.of(
                      "amount", new ArgumentRule.MinorUnits(2),
                      "rating", new ArgumentRule.AsDecimal(),
                      "tags", new ArgumentRule.AsSet())),
              "mail",
              new ToolRule(
                  new ResourceRule.Named(
                      new Name("MailDomain"),
                      List.of("recipients", "cc"),
                      ResourcePart.MAIL_DOMAIN,
                      null),
                  Map.of()),
              "browse",
              new ToolRule(
                  new ResourceRule.Named(
                      new Name("Site"), List.of("url"), ResourcePart.URL_HOST, "none"),
                  Map.of()),
              "clock",
              new ToolRule(new ResourceRule.Fixed(EntityUid.of("Service", "clock")), Map.of())));

  private static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private static MappedRequest call(String tool, String arguments) {
    return MAPPING.map(
        new RawRequest.ToolCall("f:1", "gpt", tool, json(arguments), Provenance.ABSENT));
  }

  private static MappedRequest.Mapped mapped(String tool, String arguments) {
    MappedRequest request = call(tool, arguments);
    assertThat(request).isInstanceOf(MappedRequest.Mapped.class);
    return (MappedRequest.Mapped) request;
  }

  private static @Nullable Value argument(String name, String json) {
    MappedRequest.Mapped mapped = mapped("pay", "{\"to\":\"a\",\"" + name + "\":" + json + "}");
    Value arguments = Objects.requireNonNull(mapped.context().find("arguments"), "arguments");
    return ((RecordValue) arguments).find(name);
  }

  private static String refusal(MappedRequest request) {
    assertThat(request).isInstanceOf(MappedRequest.Refused.class);
    MappedRequest.Refused refused = (MappedRequest.Refused) request;
    assertThat(refused.code()).isEqualTo(Refusal.UNACCEPTABLE);
    return refused.text();
  }

  private static String refusedArgument(String name, String json) {
    return refusal(call("pay", "{\"to\":\"a\",\"" + name + "\":" + json + "}"));
  }

  @Test
  void agentToolAndTargetBecomePrincipalActionAndResource() {
    MappedRequest.Mapped mapped = mapped("pay", "{\"to\":\"DE12\"}");
    assertThat(mapped.principal()).isEqualTo(EntityUid.of("Agent", "gpt"));
    assertThat(mapped.action()).isEqualTo(EntityUid.of("Action", "pay"));
    assertThat(mapped.resources()).containsExactly(EntityUid.of("Account", "DE12"));
  }

  @Test
  void aToolWithoutARuleIsRefusedByName() {
    assertThat(call("rm", "{}"))
        .isEqualTo(
            new MappedRequest.Refused(
                EntityUid.of("Agent", "gpt"),
                EntityUid.of("Action", "rm"),
                Refusal.UNMAPPED,
                "the mapping has no rule for the tool `rm`; add one to `mapping.tools`"));
  }

  @Test
  void everyValueOfEveryNamedArgumentIsAResourceOnce() {
    assertThat(mapped("pay", "{\"copy\":[\"c\",7,\"a\"],\"to\":\"a\"}").resources())
        .containsExactly(
            EntityUid.of("Account", "a"),
            EntityUid.of("Account", "c"),
            EntityUid.of("Account", "7"));
  }

  @Test
  void aCallWithoutItsResourceIsRefused() {
    assertThat(refusal(call("pay", "{\"to\":null,\"copy\":[]}")))
        .isEqualTo("no resource: none of `to`, `copy` is given; send one");
  }

  @ParameterizedTest
  @CsvSource({"true, a boolean", "1.5, a number", "{}, an object", "[[1]], an array"})
  void whatCannotNameAResourceIsRefused(String json, String kind) {
    assertThat(refusal(call("pay", "{\"to\":" + json + "}")))
        .isEqualTo("`arguments.to` names the resource and is " + kind + "; send a string");
  }

  @Test
  void resourcesOfOneCallAreBounded() {
    assertThat(mapped("pay", many(MappingLimits.RESOURCES_MAX)).resources())
        .hasSize(MappingLimits.RESOURCES_MAX);
    assertThat(refusal(call("pay", many(MappingLimits.RESOURCES_MAX + 1))))
        .isEqualTo("more than 100 resources in one call; split it");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "{\"to\":[", "]}"));
  }

  @ParameterizedTest
  @CsvSource({
    "452.5, 45250",
    "20, 2000",
    "0.01, 1",
    "-3.1, -310",
    "1e2, 10000",
    "92233720368547758.07, 9223372036854775807"
  })
  void amountsBecomeWholeMinorUnits(String amount, String minorUnits) {
    assertThat(argument("amount", amount)).hasToString(minorUnits);
  }

  @Test
  void anAmountFinerThanItsMinorUnitIsRefusedByName() {
    assertThat(refusedArgument("amount", "1.005"))
        .isEqualTo(
            "`arguments.amount` is 1.005, finer than 2 fraction digits; send an amount in whole"
                + " minor units");
  }

  @Test
  void anAmountBeyondSixtyFourBitsIsRefused() {
    assertThat(refusedArgument("amount", "92233720368547758.08"))
        .isEqualTo(
            "`arguments.amount` is 92233720368547758.08, beyond 64 bits; send a smaller number");
  }

  @Test
  void anAmountThatIsNoNumberIsRefused() {
    assertThat(refusedArgument("amount", "\"12\""))
        .isEqualTo("`arguments.amount` is a string where the mapping wants a number");
  }

  @ParameterizedTest
  @CsvSource({
    "4.5, decimal(\"4.5\")",
    "20.0, decimal(\"20.0\")",
    "1.2345, decimal(\"1.2345\")",
    "5e-1, decimal(\"0.5\")"
  })
  void aFractionBecomesADecimal(String number, String value) {
    assertThat(argument("other", number)).hasToString(value);
  }

  @Test
  void aWholeNumberIsADecimalOnlyWhereTheRuleSaysSo() {
    assertThat(argument("other", "4")).hasToString("4");
    assertThat(argument("rating", "4")).hasToString("decimal(\"4.0\")");
  }

  @ParameterizedTest
  @CsvSource({"1.23456", "1e-5", "1e16", "1e999999999", "1e99999999999", "0.00001"})
  void aFractionThatIsNotExactInFourDigitsIsRefusedByName(String number) {
    assertThat(refusedArgument("other", number))
        .startsWith("`arguments.other` is ")
        .contains("not exact");
  }

  @Test
  void aWholeNumberBeyondSixtyFourBitsIsRefused() {
    assertThat(refusedArgument("other", "9223372036854775808"))
        .isEqualTo(
            "`arguments.other` is 9223372036854775808, beyond 64 bits; send a smaller number");
  }

  @Test
  void nullIsAbsentAtEveryDepth() {
    assertThat(argument("other", "null")).isNull();
    assertThat(argument("amount", "null")).isNull();
    assertThat(argument("other", "{\"a\":null,\"b\":[null,1]}")).hasToString("{\"b\": [1]}");
  }

  @Test
  void aValueThatStandsAloneIsASetWhereTheRuleSaysSo() {
    assertThat(argument("tags", "\"x\"")).isEqualTo(SetValue.of(new StringValue("x")));
    assertThat(argument("tags", "[\"x\"]")).isEqualTo(SetValue.of(new StringValue("x")));
    assertThat(argument("other", "\"x\"")).isEqualTo(new StringValue("x"));
  }

  @Test
  void whatLooksLikeAnEntityIsRefused() {
    assertThat(refusedArgument("other", "[{\"__entity\":{\"type\":\"Agent\",\"id\":\"root\"}}]"))
        .isEqualTo(
            "`arguments.other[0].__entity` has a name that Cedar's JSON reserves; send it under"
                + " another one");
  }

  @Test
  void whereNoArgumentIsGivenTheOtherIdIsTheResource() {
    assertThat(mapped("browse", "{}").resources()).containsExactly(EntityUid.of("Site", "none"));
  }

  @Test
  void mailIsAboutTheDomainsOfAllRecipients() {
    assertThat(
            mapped(
                    "mail",
                    "{\"recipients\":[\"a@X.example\",\"b@x.example\"],\"cc\":\"c@y.example\"}")
                .resources())
        .containsExactly(
            EntityUid.of("MailDomain", "x.example"), EntityUid.of("MailDomain", "y.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.example",
        "a@b@x.example",
        "A <a@x.example>",
        "a@x.example b@y.example",
        "a@x.example%0d",
        "@x.example",
        "a@"
      })
  void anAddressThatCouldBeReadInTwoWaysIsRefused(String address) {
    assertThat(refusal(call("mail", "{\"recipients\":\"" + address + "\"}")))
        .isEqualTo("`arguments.recipients` has no mail-domain in it; send one in plain form");
  }

  @ParameterizedTest
  @CsvSource({
    "https://WWW.shop.example/a?b#c, www.shop.example",
    "http://shop.example:8080, shop.example",
    "shop.example/path, shop.example"
  })
  void browsingIsAboutTheHost(String url, String host) {
    assertThat(mapped("browse", "{\"url\":\"" + url + "\"}").resources())
        .containsExactly(EntityUid.of("Site", host));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example@evil.example/", "https://shop.example\\\\\\\\@evil.example",
        "file:///etc/passwd",
    "//shop.example", "https://shop.example evil.example", "javascript:alert(1)"
  })
  void aUrlThatCouldBeReadInTwoWaysIsRefused(String url) {
    assertThat(refusal(call("browse", "{\"url\":\"" + url + "\"}")))
        .isEqualTo("`arguments.url` has no url-host in it; send one in plain form");
  }

  @Test
  void aToolWithoutATargetWorksOnItsService() {
    assertThat(mapped("clock", "{}").resources()).containsExactly(EntityUid.of("Service", "clock"));
  }

  private static MappedRequest evaluate(String subject, String resource, String context) {
    return MAPPING.map(
        new RawRequest.Evaluation(
            "f:1",
            new RawRequest.Named("User", "emma", json(subject)),
            new RawRequest.Named("Action", "read", json("{}")),
            new RawRequest.Named("Doc", "1", json(resource)),
            json(context),
            Provenance.ABSENT));
  }

  @Test
  void anEvaluationIsTakenAtItsWord() {
    MappedRequest.Mapped mapped =
        (MappedRequest.Mapped) evaluate("{}", "{\"open\":true}", "{\"ip\":\"10.0.0.1\"}");
    assertThat(mapped.principal()).isEqualTo(EntityUid.of("User", "emma"));
    assertThat(mapped.action()).isEqualTo(EntityUid.of("Action", "read"));
    assertThat(mapped.resources()).containsExactly(EntityUid.of("Doc", "1"));
    assertThat(mapped.context()).hasToString("{\"ip\": \"10.0.0.1\"}");
    assertThat(mapped.overlay()).containsOnlyKeys(EntityUid.of("Doc", "1"));
  }

  @Test
  void reservedKeysAreRefusedFromCallers() {
    assertThat(refusal(evaluate("{}", "{}", "{\"now\":1,\"task\":{},\"ip\":\"x\"}")))
        .isEqualTo("the context has `now`, `task`, which only Remit may fill; leave it out");
  }

  @Test
  void aTypeThatIsNoNameIsRefused() {
    MappedRequest request =
        MAPPING.map(
            new RawRequest.Evaluation(
                "f:1",
                new RawRequest.Named("a user", "emma", json("{}")),
                new RawRequest.Named("Action", "read", json("{}")),
                new RawRequest.Named("Doc", "1", json("{}")),
                json("{}"),
                Provenance.ABSENT));
    assertThat(refusal(request))
        .isEqualTo("`subject.type` is `a user`, not the name of an entity type; rename it");
  }
}
