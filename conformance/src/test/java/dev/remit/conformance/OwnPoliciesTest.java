package dev.remit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.diagnostic.Utf8;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.server.access.OwnPolicies;
import dev.remit.server.access.Right;
import dev.remit.validator.OfficialValidator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Remit's own policies are as strict as we ask others to be.
final class OwnPoliciesTest {
  private static Source shipped(String name) throws IOException, SyntaxException {
    try (InputStream stream = OwnPolicies.class.getResourceAsStream(name)) {
      return Utf8.decode(name, Objects.requireNonNull(stream, name).readAllBytes());
    }
  }

  private static Schema schema() throws IOException, SyntaxException {
    return SchemaParser.parse(shipped("schema.cedarschema"));
  }

  @Test
  void theyAreValidUnderCedarsStrictRules() throws Exception {
    PolicySet policies =
        PolicySetReader.read(List.of(shipped("policies.cedar")), PolicyNaming.BY_ANNOTATION);
    assertThat(new OfficialValidator().validatePolicies(policies, schema())).isEmpty();
    assertThat(policies.policies()).hasSize(10);
  }

  @Test
  void everyRightIsAnActionOfTheSchemaAndNoOther() throws Exception {
    assertThat(schema().actionEntities().stream().map(action -> action.uid()).toList())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Right.values())
                .map(right -> EntityUid.of("Remit::Action", right.text()))
                .toList());
  }
}
