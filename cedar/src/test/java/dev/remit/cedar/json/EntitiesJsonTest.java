package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntitiesJsonTest {
  private static final String ALICE =
      "{\"uid\":{\"type\":\"User\",\"id\":\"alice\"},\"attrs\":{},\"parents\":[]}";

  private static Entities read(String text) throws SyntaxException {
    return EntitiesJson.read(new Source("a.json", text));
  }

  private static List<String> refusal(String text) {
    return Refusals.of(EntitiesJson::read, text);
  }

  @Test
  void entitiesAreReadAndWrittenTheSame() throws SyntaxException {
    String text =
        "[{\"uid\":{\"type\":\"User\",\"id\":\"a\"},\"attrs\":{\"level\":1},"
            + "\"parents\":[{\"type\":\"Group\",\"id\":\"g\"}],\"tags\":{\"t\":2}},"
            + "{\"uid\":{\"type\":\"Group\",\"id\":\"g\"},\"attrs\":{},\"parents\":[]}]";
    Entities entities = read(text);
    assertThat(entities.all())
        .containsExactly(
            new Entity(
                EntityUid.of("User", "a"),
                RecordValue.of(Map.of("level", new LongValue(1))),
                Set.of(EntityUid.of("Group", "g")),
                RecordValue.of(Map.of("t", new LongValue(2)))),
            Entity.of(EntityUid.of("Group", "g")));
    assertThat(JsonWriter.compact(EntitiesJson.write(entities))).isEqualTo(text);
  }

  @Test
  void aListOfEntitiesNeedNotMakeASnapshot() throws SyntaxException {
    EntityUid a = EntityUid.of("Group", "a");
    EntityUid b = EntityUid.of("Group", "b");
    List<Entity> circle = List.of(Entity.of(b, Set.of(a)), Entity.of(a, Set.of(b)));
    String text = JsonWriter.compact(EntitiesJson.write(circle));
    assertThat(EntitiesJson.readList(new Source("a.json", text))).isEqualTo(circle);
    assertThat(refusal(text)).singleElement().asString().contains("circle");
    assertThat(Refusals.of(EntitiesJson::readList, "[{}]"))
        .isEqualTo(Refusals.of(EntitiesJson::read, "[{}]"))
        .isNotEmpty();
  }

  @Test
  void anEntityIsNamedPlainlyOrInAnEscape() throws SyntaxException {
    String escaped =
        "[{\"uid\":{\"__entity\":{\"type\":\"User\",\"id\":\"alice\"}},\"attrs\":{},"
            + "\"parents\":[{\"__entity\":{\"type\":\"User\",\"id\":\"bob\"}}]}]";
    assertThat(read(escaped).all())
        .containsExactly(
            new Entity(
                EntityUid.of("User", "alice"),
                RecordValue.EMPTY,
                Set.of(EntityUid.of("User", "bob")),
                RecordValue.EMPTY));
  }

  @Test
  void anEntityGivenAgainExactlyCountsOnce() throws SyntaxException {
    assertThat(read("[" + ALICE + "," + ALICE + "]").size()).isEqualTo(1);
  }

  @Test
  void anEntityGivenAgainWithOtherContentsIsRefused() {
    String other = ALICE.replace("{},", "{\"a\":1},");
    assertThat(refusal("[" + ALICE + ",\n" + other + "]"))
        .containsExactly(
            "a.json:2:1: `User::\"alice\"` is given again with different contents; keep one; the"
                + " first is at 1:2");
  }

  @Test
  void aCircleOfParentsIsRefused() {
    String text =
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":{},\"parents\":[{\"type\":\"A\",\"id\":\"b\"}]},\n"
            + "{\"uid\":{\"type\":\"A\",\"id\":\"b\"},\"attrs\":{},\"parents\":[{\"type\":\"A\",\"id\":\"a\"}]}]";
    assertThat(refusal(text))
        .containsExactly(
            "a.json:1:2: entities are parents in a circle: `A::\"a\"` in `A::\"b\"` in `A::\"a\"`;"
                + " remove one of these parents");
    assertThat(refusal(text.lines().findFirst().orElseThrow().replace("\"b\"}]},", "\"a\"}]}]")))
        .hasSize(1);
  }

  @Test
  void anActionIsInActionsOnly() {
    String text =
        "[{\"uid\":{\"type\":\"N::Action\",\"id\":\"a\"},\"attrs\":{},\"parents\":[{\"type\":\"B\",\"id\":\"b\"}]}]";
    assertThat(refusal(text))
        .containsExactly(
            "a.json:1:61: the action `N::Action::\"a\"` is in `B::\"b\"`, which is no action; put"
                + " actions in actions only");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "",
        "[1]",
        "[{}",
        "[] []",
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":{}}]",
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"parents\":[]}]",
        "[{\"attrs\":{},\"parents\":[]}]",
        "[{\"uid\":\"A::\\\"a\\\"\",\"attrs\":{},\"parents\":[]}]",
        "[{\"uid\":{\"__expr\":\"A\"},\"attrs\":{},\"parents\":[]}]",
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":null,\"parents\":[]}]",
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":{},\"parents\":{}}]",
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":{},\"parents\":[],\"tags\":null}]",
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":{},\"parents\":[],\"tag\":{}}]",
        "[{\"uid\":{\"type\":\"A\",\"id\":\"a\"},\"attrs\":{\"a\":1,\"a\":1},\"parents\":[]}]"
      })
  void whatIsNotEntitiesIsRefused(String text) {
    assertThat(refusal(text)).isNotEmpty();
  }

  @Test
  void everyMistakeIsReportedWithItsPlace() {
    String text =
        """
        [
          {"uid": {"type": "User", "id": "a"}, "attrs": {"x": 1.5, "y": null}, "parents": []},
          {"uid": {"type": "us er", "id": 1}, "attributes": {}, "parents": ["b"]},
          7
        ]
        """;
    assertThat(refusal(text))
        .containsExactly(
            "a.json:2:55: `1.5` is no integer of 64 bits; write a whole number, or a decimal",
            "a.json:2:65: Cedar has no null; leave the member out",
            "a.json:3:3: an entity lacks `attrs`; add it",
            "a.json:3:20: `us er` is no entity type; write a name as `User` or `App::User`, without"
                + " white space",
            "a.json:3:35: `id` of the name of an entity is a string, not a number; write `\"…\"`",
            "a.json:3:39: `attributes` is no member of an entity; remove it; known are `uid`,"
                + " `attrs`, `parents`, `tags`",
            "a.json:3:69: an entity is named by an object, not by a string; write `{\"type\":"
                + " \"T\", \"id\": \"x\"}`",
            "a.json:4:3: an entity is an object, not a number; write `{…}`");
  }

  @Test
  void mistakesAreReportedUpToALimit() {
    int max = Limits.DIAGNOSTICS_MAX;
    assertThat(refusal("[" + "1,".repeat(max - 1) + "1]")).hasSize(max);
    assertThat(refusal("[" + "1,".repeat(max) + "1]")).hasSize(max);
  }
}
