package dev.remit.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Pdp;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.input.EvaluationReader;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceLoadTest {
  private final ServiceRules world = new ServiceRules(4);
  @TempDir Path folder = Path.of("");

  @Test
  void sevenCallsInTenArePermitted() {
    assertThat(world.calls()).hasSize(ServiceRules.CALLS);
    assertThat(world.calls().stream().filter(world::isPermitted).count())
        .isEqualTo(ServiceRules.CALLS * 7L / 10);
    assertThat(world.rules()).hasSize(ServiceRules.RULES);
    assertThat(world.batches()).allSatisfy(batch -> assertThat(batch).hasSize(ServiceRules.BATCH));
  }

  @Test
  void theBundleDecidesAsTheRulesSay() throws Exception {
    AsCedar.writeBundle(world, folder);
    Bundle bundle = BundleReader.read(folder);
    for (ServiceRules.Call call : world.calls()) {
      Source source = new Source("question", AsCedar.question(call));
      RawRequest.Evaluation evaluation =
          Objects.requireNonNull(
              EvaluationReader.read(
                  "", (Json.JsonObject) JsonReader.read(source), new Diagnostics(source, 1)));
      Snapshot entities = Snapshot.of(bundle);
      DecisionInputs inputs = DecisionInputs.of(evaluation, Instant.EPOCH, bundle, entities);
      assertThat(Pdp.decide(inputs, bundle, entities).isPermit())
          .as(call.toString())
          .isEqualTo(world.isPermitted(call));
    }
  }

  @Test
  void theGatewayBundleDecidesAsTheRulesSay() throws Exception {
    AsCedar.writeGatewayBundle(world, folder);
    Bundle bundle = BundleReader.read(folder);
    for (ServiceRules.Call call : world.calls()) {
      AttributeContext.HttpRequest http =
          CheckRequest.parseFrom(AsCedar.check(call)).getAttributes().getRequest().getHttp();
      SortedMap<String, List<String>> headers = new TreeMap<>();
      http.getHeadersMap().forEach((name, value) -> headers.put(name, List.of(value)));
      RawRequest request =
          new RawRequest.HttpCall(
              "",
              new RawRequest.Target(
                  http.getMethod(),
                  http.getScheme(),
                  http.getHost(),
                  http.getPath(),
                  new TreeMap<>()),
              headers,
              RawRequest.Presented.NOTHING,
              Provenance.ABSENT);
      Snapshot entities = Snapshot.of(bundle);
      DecisionInputs inputs = DecisionInputs.of(request, Instant.EPOCH, bundle, entities);
      assertThat(Pdp.decide(inputs, bundle, entities).isPermit())
          .as(call.toString())
          .isEqualTo(world.isPermitted(call));
    }
  }

  @Test
  void anAnswerIsRightOnlyWithJustTheExpectedDecisionsInOrder() throws IOException {
    boolean[] expected = {true, false};
    assertThat(isRight(Form.AUTHZEN, "[{\"decision\":true},{\"decision\":false}]", expected))
        .isTrue();
    assertThat(isRight(Form.AUTHZEN, "[{\"decision\":false},{\"decision\":true}]", expected))
        .isFalse();
    assertThat(isRight(Form.AUTHZEN, "[{\"decision\":true}]", expected)).isFalse();
    assertThat(
            isRight(
                Form.AUTHZEN,
                "[{\"decision\":true},{\"decision\":false},{\"decision\":true}]",
                expected))
        .isFalse();
    assertThat(isRight(Form.CERBOS, "{\"a\":\"EFFECT_ALLOW\",\"b\":\"EFFECT_DENY\"}", expected))
        .isTrue();
    assertThat(isRight(Form.CERBOS, "{\"a\":\"EFFECT_DENY\",\"b\":\"EFFECT_DENY\"}", expected))
        .isFalse();
  }

  private static boolean isRight(Form form, String answer, boolean[] expected) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    return form.isRight(bytes, bytes.length, expected);
  }

  @Test
  void whatCanBeMeasuredIsAndTheRestIsSaid() throws Exception {
    LoadSettings settings =
        LoadSettings.parse(
            List.of(
                "--seconds",
                "0.2",
                "--warm-up",
                "0.1",
                "--only",
                "bare,bare-grpc-fsync,remit-buffered",
                "--launcher",
                "/nowhere/remit",
                "--folder",
                folder.resolve("work").toString(),
                "--json",
                folder.resolve("figures.json").toString()));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      List<Figures> all = new ServiceLoad(settings, out).run();
      assertThat(all)
          .extracting(Figures::name)
          .containsExactly("bare", "remit-buffered", "bare-grpc-fsync");
      Figures bare = all.getFirst();
      assertThat(bare.fault()).isEmpty();
      assertThat(bare.startSeconds()).isPositive();
      assertThat(bare.perSecond()).isPositive();
      assertThat(bare.p99Millis()).isGreaterThanOrEqualTo(bare.p50Millis());
      assertThat(bare.residentMegabytes()).isPositive();
      assertThat(all.get(1).fault()).contains("/nowhere/remit");
      assertThat(all.getLast().fault()).isEmpty();
      assertThat(all.getLast().perSecond()).isPositive();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("at saturation: ", "at 1000/s: ", "decisions/s", "/nowhere/remit");
    assertThat(Files.readString(folder.resolve("figures.json"))).contains("\"service\":\"bare\"");
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatIsNoSettingIsRefused() {
    assertThatThrownBy(() -> LoadSettings.parse(List.of("--no-such", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--no-such");
  }
}
