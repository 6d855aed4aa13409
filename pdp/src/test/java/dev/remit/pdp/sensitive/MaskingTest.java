package dev.remit.pdp.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which values of a request become a marker.
final class MaskingTest {
  private static Json.JsonObject json(String text) {
    try {
      return (Json.JsonObject) JsonReader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(text, e);
    }
  }

  private static RawRequest.ToolCall call(String arguments) {
    return new RawRequest.ToolCall("f:1", "agent", "tool", json(arguments), Provenance.ABSENT);
  }

  private static Masking masking(String... paths) {
    return new Masking(Stream.of(paths).map(SensitivePath::parse).toList());
  }

  private static String masked(String arguments, String... paths) {
    RawRequest.ToolCall call = (RawRequest.ToolCall) masking(paths).mask(call(arguments));
    return JsonWriter.compact(call.arguments());
  }

  @Test
  void aNamedArgumentIsMaskedWhateverItIs() {
    assertThat(masked("{\"a\":1,\"password\":\"x\"}", "arguments.password"))
        .isEqualTo("{\"a\":1,\"password\":\"[masked]\"}");
    assertThat(masked("{\"password\":{\"x\":[1]}}", "arguments.password"))
        .isEqualTo("{\"password\":\"[masked]\"}");
    assertThat(masked("{\"password\":null}", "arguments.password")).contains("null");
  }

  @Test
  void aStarIsAnyMemberAndArraysNeedNoStep() {
    assertThat(masked("{\"a\":{\"token\":1},\"b\":{\"token\":2,\"c\":3}}", "arguments.*.token"))
        .isEqualTo("{\"a\":{\"token\":\"[masked]\"},\"b\":{\"token\":\"[masked]\",\"c\":3}}");
    assertThat(masked("{\"items\":[{\"pin\":1},[{\"pin\":2}],3]}", "arguments.items.pin"))
        .isEqualTo("{\"items\":[{\"pin\":\"[masked]\"},[{\"pin\":\"[masked]\"}],3]}");
    assertThat(masked("{\"a\":1,\"b\":[2]}", "arguments.*"))
        .isEqualTo("{\"a\":\"[masked]\",\"b\":\"[masked]\"}");
  }

  @Test
  void otherPartsAndDepthsAreLeft() {
    String arguments = "{\"a\":{\"password\":1},\"Password\":2}";
    assertThat(masked(arguments, "arguments.password", "context.a", "arguments.b.c"))
        .isEqualTo(arguments);
  }

  @Test
  void credentialsAreMaskedWhereverTheyAreAndInAnyCase() {
    assertThat(masked("{\"headers\":[{\"Authorization\":\"Bearer x\"},{\"COOKIE\":\"y\"}]}"))
        .isEqualTo("{\"headers\":[{\"Authorization\":\"[masked]\"},{\"COOKIE\":\"[masked]\"}]}");
    for (String name :
        List.of(
            "proxy-authorization",
            "remit-task",
            "X-Api-Key",
            "Set-Cookie",
            "x-auth-token",
            "X-Amz-Security-Token")) {
      assertThat(masked("{\"" + name + "\":\"x\"}")).contains("[masked]");
    }
    assertThat(masked("{\"authorizations\":1,\"author\":2,\"cookie1\":3}"))
        .doesNotContain("[masked]");
  }

  @Test
  void anEvaluationIsMaskedInAllItsParts() {
    RawRequest.Evaluation evaluation =
        new RawRequest.Evaluation(
            "f:1",
            new RawRequest.Named("User", "u", json("{\"pin\":1}")),
            new RawRequest.Named("Action", "a", json("{\"pin\":2}")),
            new RawRequest.Named("File", "f", json("{\"pin\":3}")),
            json("{\"pin\":4}"),
            Provenance.ABSENT);
    Json.JsonObject marker = json("{\"pin\":\"[masked]\"}");
    assertThat(masking("subject.pin", "action.pin", "resource.pin", "context.pin").mask(evaluation))
        .isEqualTo(
            new RawRequest.Evaluation(
                "f:1",
                new RawRequest.Named("User", "u", marker),
                new RawRequest.Named("Action", "a", marker),
                new RawRequest.Named("File", "f", marker),
                marker,
                Provenance.ABSENT));
    assertThat(Masking.STANDARD.mask(evaluation)).isEqualTo(evaluation);
  }

  @Test
  void aRequestWithoutAnythingSensitiveStaysTheSame() {
    RawRequest.ToolCall call = call("{\"a\":{\"b\":[{\"c\":1}]}}");
    assertThat(masking("arguments.a.b.d").mask(call)).isSameAs(call);
  }

  @Test
  void aPathThatIsNoneSaysWhy() {
    assertThatThrownBy(() -> SensitivePath.parse("password"))
        .hasMessageStartingWith("begins with none of `arguments`");
    for (String path : List.of("arguments", "arguments.", "arguments.a..b")) {
      assertThatThrownBy(() -> SensitivePath.parse(path))
          .hasMessage("does not name 1 to 16 members");
    }
    String deep = "context" + ".a".repeat(16);
    assertThat(SensitivePath.parse(deep)).hasToString(deep);
    assertThatThrownBy(() -> SensitivePath.parse(deep + ".a"))
        .isInstanceOf(IllegalArgumentException.class);
    List<SensitivePath> paths = Collections.nCopies(256, SensitivePath.parse("context.a"));
    assertThat(new Masking(paths).paths()).hasSize(256);
    assertThatThrownBy(() -> new Masking(Collections.nCopies(257, paths.getFirst())))
        .hasMessage("257 paths, more than 256");
  }
}
