package dev.remit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.testkit.Seeds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class JsonReaderTest {
  private static final String DENIAL =
      "{\"decision\":false,\"context\":{\"id\":\"d1\",\"reasons\":[{\"code\":\"no-permit\"}]}}";

  @Test
  void whatIsWrittenIsRead() throws Malformed {
    RandomGenerator random = Seeds.random(17);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Object> value = JsonValue.copyOf(object(random, 4));
      assertThat(JsonReader.read(JsonWriter.write(value))).isEqualTo(value);
    }
  }

  private static Map<String, Object> object(RandomGenerator random, int depth) {
    Map<String, Object> object = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.put(text(random), value(random, depth - 1));
    }
    return object;
  }

  private static Object value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> text(random);
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong(-1_000_000_000_000_000_000L, 1_000_000_000_000_000_000L);
      case 3 -> BigDecimal.valueOf(random.nextInt(), random.nextInt(1, 30));
      case 4 -> object(random, depth);
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
    };
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int range = random.nextInt(4);
      text.appendCodePoint(
          range == 0
              ? random.nextInt(0x20)
              : range == 1
                  ? random.nextInt(0x20, 0x80)
                  : range == 2 ? random.nextInt(0x80, 0xd800) : random.nextInt(0x10000, 0x110000));
    }
    return text.toString();
  }

  @Test
  void noBeginningOfAnAnswerIsOne() {
    for (int length = 0; length < DENIAL.length(); length++) {
      String beginning = DENIAL.substring(0, length);
      assertThatThrownBy(() -> JsonReader.read(beginning)).isInstanceOf(Malformed.class);
    }
  }

  /// Nothing but [Malformed] is thrown, and a denial stays one.
  @Test
  void aDenialWithAnyByteChangedIsNeverAPermit() {
    byte[] denial = DENIAL.getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int at = 0; at < denial.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = denial.clone();
        changed[at] = (byte) value;
        try {
          assertThat(AnswerReader.one(changed).isPermitted()).isFalse();
          read++;
        } catch (Malformed _) {
          // No answer, which denies.
        }
      }
    }
    assertThat(read).isGreaterThan(denial.length);
  }

  @Test
  void numbersKeepTheirValue() throws Malformed {
    assertThat(JsonReader.read("[0,-0,9223372036854775807,1.50,1e2]"))
        .isEqualTo(
            List.of(
                0L,
                0L,
                new BigDecimal("9223372036854775807"),
                new BigDecimal("1.50"),
                new BigDecimal("1e2")));
  }
}
