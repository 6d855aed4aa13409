package dev.remit.cedar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.value.Colliding;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Texts whose strings were chosen to have one hash; what is slow in proportion to the square of
/// their number would take minutes.
final class CollidingJsonTest {
  private static final int SIZE = 20_000;
  private static final List<String> STRINGS = Colliding.strings(2 * SIZE);

  private static String joined(UnaryOperator<String> shape) {
    return STRINGS.subList(0, SIZE).stream().map(shape).collect(Collectors.joining(","));
  }

  private static RecordValue context(String text) throws Exception {
    return ContextJson.read(new Source("context.json", text));
  }

  @Test
  void attributeNamesOfOneHashAreFound() throws Exception {
    RecordValue context = context("{" + joined(name -> "\"" + name + "\":1") + "}");
    assertThat(STRINGS.subList(0, SIZE)).allMatch(context::has);
    assertThat(STRINGS.subList(SIZE, 2 * SIZE)).noneMatch(context::has);
  }

  @Test
  void elementsOfOneHashAreFound() throws Exception {
    String record = joined(text -> "{\"n\":\"" + text + "\"}");
    String uid = joined(id -> "{\"__entity\":{\"type\":\"U\",\"id\":\"" + id + "\"}}");
    RecordValue context = context("{\"set\":[" + record + "," + uid + "]}");
    assertThat(context.find("set"))
        .isInstanceOfSatisfying(
            SetValue.class,
            set -> {
              assertThat(set.size()).isEqualTo(2 * SIZE);
              assertThat(STRINGS.subList(0, SIZE))
                  .allMatch(id -> set.contains(EntityUid.of("U", id)));
              assertThat(STRINGS).noneMatch(text -> set.contains(new StringValue(text)));
            });
  }

  @Test
  void entitiesOfOneHashAreFound() throws Exception {
    String form = "{\"uid\":{\"type\":\"U\",\"id\":\"%s\"},\"attrs\":{},\"parents\":[]}";
    String group =
        "{\"uid\":{\"type\":\"U\",\"id\":\"all\"},\"attrs\":{},\"parents\":["
            + joined(id -> "{\"type\":\"U\",\"id\":\"" + id + "\"}")
            + "]}";
    String text = "[" + joined(form::formatted) + "," + group + "]";
    Entities entities = EntitiesJson.read(new Source("entities.json", text));
    assertThat(STRINGS.subList(0, SIZE))
        .allMatch(id -> entities.find(EntityUid.of("U", id)) != null);
    assertThat(STRINGS.subList(SIZE, 2 * SIZE))
        .allMatch(id -> entities.find(EntityUid.of("U", id)) == null);
    EntityUid all = EntityUid.of("U", "all");
    assertThat(STRINGS.subList(0, SIZE)).allMatch(id -> entities.isIn(all, EntityUid.of("U", id)));
  }
}
