package dev.remit.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.testkit.Seeds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpPathTest {
  private static final int TRIES = 20_000;

  private static HttpPath path(String raw) {
    try {
      return HttpPath.parse(raw);
    } catch (UnacceptableValue e) {
      throw new AssertionError(raw, e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/orders/7, /orders/7",
    "/orders/7/, /orders/7/",
    "/%6Frders/%37, /orders/7",
    "/a%20b/%C3%A4, /a b/ä",
    "/a.b/...;c, ",
    "/.well-known/x..y, /.well-known/x..y",
    "/a+b@c:d, /a+b@c:d"
  })
  void whatIsPlainIsDecoded(String raw, String expected) {
    if (expected == null) {
      assertThatThrownBy(() -> HttpPath.parse(raw)).isInstanceOf(UnacceptableValue.class);
    } else {
      assertThat(path(raw).text()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "orders",
        "http://x/orders",
        "//orders",
        "/orders//7",
        "/orders///",
        "/./orders",
        "/orders/..",
        "/orders/../admin",
        "/orders/%2e%2e/admin",
        "/orders/.%2E/admin",
        "/orders/%2e",
        "/orders%2Fadmin",
        "/orders%2fadmin",
        "/orders%5Cadmin",
        "/orders\\admin",
        "/orders%252e%252e",
        "/orders/7;x=1",
        "/orders/7%3Bx=1",
        "/orders/7%3fx",
        "/orders/7?x",
        "/orders/7#x",
        "/orders/7%23x",
        "/orders/%00",
        "/orders/%0a",
        "/orders/%7F",
        "/orders/%C2%85",
        "/orders/%",
        "/orders/%4",
        "/orders/%4g",
        "/orders/%+4",
        "/orders/%c0%ae",
        "/orders/%ff",
        "/orders/%ed%a0%80",
        "/orders/ä",
        "/orders/a b",
        "/orders/a\tb",
        "/orders/<x>",
        "/orders/\"",
        "/orders/{id}"
      })
  void whatServersReadDifferentlyIsRefused(String raw) {
    assertThatThrownBy(() -> HttpPath.parse(raw))
        .isInstanceOf(UnacceptableValue.class)
        .hasMessageStartingWith("the path ");
  }

  @Test
  void aPathIsBoundedInLengthAndSegments() {
    assertThat(path("/" + "a".repeat(MappingLimits.PATH_LENGTH_MAX - 1)).segments()).hasSize(1);
    assertThatThrownBy(() -> HttpPath.parse("/" + "a".repeat(MappingLimits.PATH_LENGTH_MAX)))
        .hasMessageContaining("longer than");
    assertThat(path("/a".repeat(MappingLimits.SEGMENTS_MAX)).segments())
        .hasSize(MappingLimits.SEGMENTS_MAX);
    assertThatThrownBy(() -> HttpPath.parse("/a".repeat(MappingLimits.SEGMENTS_MAX + 1)))
        .hasMessageContaining("segments");
  }

  /// What a variable stands for is one segment of the path as it came, never more.
  @Test
  void noVariableSwallowsASlash() {
    PathPattern pattern = PathPattern.parse("/orders/{id}/items/{item}");
    RandomGenerator random = Seeds.random(Seeds.seed(11));
    int matched = 0;
    for (int i = 0; i < TRIES; i++) {
      String raw = drawn(random);
      SortedMap<String, String> values;
      try {
        values = pattern.match(HttpPath.parse(raw));
      } catch (UnacceptableValue e) {
        assertThat(e.text()).startsWith("the path ");
        continue;
      }
      if (values != null) {
        matched++;
        assertThat(raw.chars().filter(c -> c == '/').count()).as(raw).isEqualTo(4);
        assertThat(values.values())
            .as(raw)
            .allSatisfy(value -> assertThat(value).isNotEmpty().doesNotContain("/", "\\", ";"));
      }
    }
    assertThat(matched).isGreaterThan(TRIES / 100);
  }

  /// Encoding what was decoded gives a path that means the same: two requests of one meaning are
  /// decided alike, and two of different meanings are told apart.
  @Test
  void aDecodedPathEncodedAgainIsTheSamePath() throws UnacceptableValue {
    RandomGenerator random = Seeds.random(Seeds.seed(12));
    for (int i = 0; i < TRIES; i++) {
      HttpPath first;
      try {
        first = HttpPath.parse(drawn(random));
      } catch (UnacceptableValue e) {
        continue;
      }
      String again =
          first.segments().stream()
              .map(HttpPathTest::encode)
              .collect(Collectors.joining("/", "/", ""));
      assertThat(HttpPath.parse(again)).isEqualTo(first);
      assertThat(List.of(first.text().substring(1).split("/", -1))).isEqualTo(first.segments());
    }
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String drawn(RandomGenerator random) {
    if (random.nextBoolean()) {
      return "/orders/" + token(random) + "/items/" + token(random);
    }
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(3) == 0 ? "/" : token(random));
    }
    return text.toString();
  }

  private static String token(RandomGenerator random) {
    List<String> tokens =
        new ArrayList<>(
            List.of(
                "orders", "items", "7", "ä", "%C3%A4", "%2f", "%2F", "..", ".", "%2e", ";", "a b",
                "%20", "\\", "%5c", "%25", "%", "%zz", "?", "#", "x", "ORDERS", "%00", "+", ""));
    return tokens.get(random.nextInt(tokens.size()))
        + (random.nextInt(3) == 0 ? tokens.get(random.nextInt(tokens.size())) : "");
  }

  @Test
  void lettersMatchInTheirCase() {
    PathPattern pattern = PathPattern.parse("/orders/{id}");
    assertThat(pattern.match(path("/orders/A"))).containsEntry("id", "A");
    assertThat(pattern.match(path("/Orders/A"))).isNull();
    assertThat(pattern.match(path("/orders/a"))).containsEntry("id", "a");
  }

  @Test
  void aSlashAtTheEndIsAnotherPath() {
    assertThat(PathPattern.parse("/orders").match(path("/orders/"))).isNull();
    assertThat(PathPattern.parse("/orders/").match(path("/orders/"))).isEmpty();
    assertThat(PathPattern.parse("/orders/{id}").match(path("/orders/"))).isNull();
    assertThat(PathPattern.parse("/{all}").match(path("/"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "/a//b",
        "/a/..",
        "/{a}{b}",
        "/x{a}",
        "/{A}",
        "/{a}/{a}",
        "/a%20",
        "/a;b"
      })
  void aPatternThatNothingOrTooMuchWouldMatchIsRefused(String text) {
    assertThatThrownBy(() -> PathPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void differentVariablesMakeDifferentIds() {
    IdTemplate template = IdTemplate.parse("x/{a}-1/{b}");
    assertThat(template.fill(Map.of("a", "7", "b", "8"))).isEqualTo("x/7-1/8");
    assertThatThrownBy(() -> IdTemplate.parse("{a}-{b}")).hasMessageContaining("no `/`");
    assertThatThrownBy(() -> IdTemplate.parse("{a}{b}")).hasMessageContaining("no `/`");
    assertThatThrownBy(() -> IdTemplate.parse("{a")).hasMessageContaining("brace");
  }
}
