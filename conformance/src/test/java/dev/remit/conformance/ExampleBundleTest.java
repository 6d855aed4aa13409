package dev.remit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.decision.DecisionInputs;
import dev.remit.pdp.decision.Snapshot;
import dev.remit.pdp.input.InputLine;
import dev.remit.pdp.input.RequestLines;
import dev.remit.pdp.request.RawRequest;
import dev.remit.testkit.SharedData;
import dev.remit.validator.OfficialValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bundle that the project ships is as strict as we ask others to be.
final class ExampleBundleTest {
  private static final Path EXAMPLE = SharedData.projectRoot().resolve("examples/agents");
  private static final PolicyValidator VALIDATOR = new OfficialValidator();

  private static Bundle bundle;

  @BeforeAll
  static void read() throws SyntaxException {
    bundle = BundleReader.read(EXAMPLE);
  }

  @Test
  void itsPoliciesAreValidUnderCedarsStrictRules() throws ValidatorException {
    assertThat(VALIDATOR.validatePolicies(bundle.policies(), bundle.schema())).isEmpty();
  }

  @Test
  void itsEntitiesConformToItsSchema() throws ValidatorException {
    assertThat(VALIDATOR.validateEntities(bundle.entities(), bundle.schema())).isEmpty();
  }

  @Test
  void everyPolicyHasAnIdAndAnOwnerAndEveryForbidAReason() {
    bundle
        .policies()
        .policies()
        .forEach((id, policy) -> {
          assertThat(policy.annotation("id")).as(id.value()).hasValue(id.value());
          assertThat(policy.annotation("owner")).as(id.value()).isPresent();
          assertThat(policy.annotation("reason").isPresent())
              .as(id.value())
              .isEqualTo(policy.effect() == Effect.FORBID);
        });
  }

  @Test
  void whatTheMappingMakesOfTheSampleConformsToTheSchema() throws IOException, ValidatorException {
    List<Request> requests = sampleRequests();
    assertThat(requests).hasSizeGreaterThan(40);
    for (Request request : requests) {
      List<Finding> findings = VALIDATOR.validateRequest(request, bundle.schema());
      assertThat(findings).as(request.toString()).isEmpty();
    }
  }

  private static List<Request> sampleRequests() throws IOException {
    List<Request> requests = new ArrayList<>();
    Snapshot snapshot = Snapshot.of(bundle);
    Path sample = EXAMPLE.resolve("sample.jsonl");
    try (RequestLines lines = RequestLines.open("sample", Files.newInputStream(sample))) {
      for (Optional<InputLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get() instanceof InputLine.Requests read) {
          for (RawRequest raw : read.requests()) {
            if (raw instanceof RawRequest.ToolCall) {
              DecisionInputs inputs = DecisionInputs.of(raw, Instant.EPOCH, bundle, snapshot);
              requests.addAll(inputs.requests(inputs.mapped().principal()));
            }
          }
        }
      }
    }
    return requests;
  }
}
