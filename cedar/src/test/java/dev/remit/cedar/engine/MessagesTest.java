package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What people read of an expression without a value, and where it is said to be.
final class MessagesTest {
  private static final List<String> EXPRESSIONS =
      List.of(
          "1",
          "!1",
          "!(!\"no\")",
          "-principal",
          "-(-9223372036854775808)",
          "1.isEmpty()",
          "[].isEmpty() && 1",
          "false || [1]",
          "if 1 then true else false",
          "1 < \"2\"",
          "decimal(\"1.5\") < decimal(\"2.5\")",
          "datetime(\"2024-10-15\") >= duration(\"1d\")",
          "1 + principal == 2",
          "9223372036854775807 + 1 == 2",
          "-9223372036854775808 - 1 == 2",
          "3 * (4611686018427387904 * 1) == 2",
          "1 in User::\"a\"",
          "principal in 1",
          "principal in [principal, 1]",
          "principal.contains(1)",
          "[1].containsAll(2)",
          "1.containsAny([1])",
          "\"a\".hasTag(\"b\")",
          "principal.hasTag(1)",
          "principal.getTag(\"none\") == 1",
          "resource.getTag(\"none\") == 1",
          "1 like \"a*\"",
          "\"a\" is User",
          "1 is User in principal",
          "principal is User in 1",
          "principal.none",
          "resource.none",
          "resource == resource && principal.name.length > 1",
          "context.none",
          "{a: 1}.b == 1",
          "1.a == 1",
          "1 has a",
          "principal has name.first",
          "[principal.none, 1].isEmpty()",
          "{a: principal.none}.a",
          "ip(\"300.0.0.1\").isIpv4()",
          "ip(principal.name).isLoopback()",
          "\"10.0.0.1\".isIpv4()",
          "ip(\"10.0.0.1\").isInRange(\"10.0.0.0/8\")",
          "decimal(\"1\").lessThan(decimal(\"2\"))",
          "decimal(\"1.0\").lessThan(2)",
          "datetime(\"yesterday\") < datetime(\"2024-10-15\")",
          "datetime(\"2024-10-15\").offset(\"1d\") == 1",
          "datetime(\"9999-12-31\").offset(duration(\"9223372036854775807ms\")) == 1",
          "duration(\"1w\").toDays() == 7",
          "duration(\"1d\").toDate() == 1",
          "unknown(\"x\")");

  private static final Entities ENTITIES =
      Entities.of(
          List.of(
              new Entity(
                  EntityUid.of("User", "alice"),
                  RecordValue.of(Map.of("name", new StringValue("Alice"))),
                  Set.of(),
                  RecordValue.of(Map.of("team", new LongValue(1))))));

  private static final Request REQUEST =
      new Request(
          EntityUid.of("User", "alice"),
          EntityUid.of("Action", "view"),
          EntityUid.of("Doc", "ghost"),
          RecordValue.EMPTY);

  @Test
  void everyMessageNamesWhatItFoundAndWhere() throws SyntaxException {
    StringBuilder all = new StringBuilder();
    for (String expression : EXPRESSIONS) {
      Source source =
          new Source("p", "permit (principal, action, resource) when { " + expression + " };");
      PolicyError error = error(source);
      assertThat(error.message()).hasSizeLessThan(300).doesNotContain("\n");
      all.append(expression).append('\n');
      all.append("  ").append(source.text(error.span())).append('\n');
      all.append("  ").append(error.code().code()).append(": ").append(error.message());
      all.append("\n\n");
    }
    Golden.check(
        SharedData.projectRoot().resolve("cedar/src/test/golden/engine/messages.txt"),
        all.toString());
  }

  private static PolicyError error(Source source) throws SyntaxException {
    PolicyEngine engine =
        PolicyEngine.compile(PolicySetReader.read(List.of(source), PolicyNaming.BY_POSITION));
    List<PolicyError> errors = engine.authorize(REQUEST, ENTITIES).errors();
    assertThat(errors).as(source.text()).hasSize(1);
    assertThat(engine.explain(REQUEST, ENTITIES).errors()).isEqualTo(errors);
    return errors.getFirst();
  }
}
