package dev.remit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType;
import org.ow2.authzforce.core.pdp.api.AttributeFqn;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionRequestBuilder;
import org.ow2.authzforce.core.pdp.api.value.AttributeBag;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.IntegerValue;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.ow2.authzforce.core.pdp.impl.PdpEngineConfiguration;

/// AuthZForce, an XACML 3.0 engine: one policy of deny-overrides rules whose targets hold all four
/// tests; requests are built beforehand.
final class AuthzforcePeer implements Peer {
  private static final String SUBJECT =
      "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
  private static final String ACTION = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";
  private static final String RESOURCE = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";
  private static final String STRING = "http://www.w3.org/2001/XMLSchema#string";
  private static final String INTEGER = "http://www.w3.org/2001/XMLSchema#integer";

  private final BasePdpEngine engine;
  private final List<DecisionRequest> requests = new ArrayList<>();

  AuthzforcePeer(MixedRules world) {
    try {
      Path folder = Files.createTempDirectory("authzforce");
      Path policy = Files.writeString(folder.resolve("policy.xml"), policy(world));
      Path configuration = Files.writeString(folder.resolve("pdp.xml"), configuration(policy));
      engine = new BasePdpEngine(PdpEngineConfiguration.getInstance(configuration.toString()));
      // It has read both.
      for (Path each : List.of(policy, configuration, folder)) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (MixedRules.Call call : world.calls()) {
      requests.add(request(call));
    }
  }

  private static String configuration(Path policy) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <pdp xmlns="http://authzforce.github.io/core/xmlns/pdp/8"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="8.0">
      <policyProvider id="rules" xsi:type="StaticPolicyProvider">
        <policyLocation>%s</policyLocation>
      </policyProvider>
      <rootPolicyRef policySet="false">rules</rootPolicyRef>
    </pdp>
    """
        .formatted(policy.toUri());
  }

  private static String policy(MixedRules world) {
    StringBuilder out =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Policy xmlns="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="rules"
              Version="1.0" RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:\
            rule-combining-algorithm:deny-overrides">
            <Target/>
            """);
    for (MixedRules.Rule rule : world.rules()) {
      out.append("<Rule RuleId=\"rule").append(out.length()).append("\" Effect=\"");
      out.append(rule.permit() ? "Permit" : "Deny").append("\"><Target><AnyOf><AllOf>");
      out.append(match("string-equal", STRING, rule.action(), ACTION, "action"));
      out.append(match("string-equal", STRING, rule.role(), SUBJECT, "role"));
      out.append(match("string-equal", STRING, rule.environment(), RESOURCE, "environment"));
      out.append(
          match(
              "integer-greater-than-or-equal",
              INTEGER,
              Integer.toString(rule.classificationMax()),
              RESOURCE,
              "classification"));
      out.append("</AllOf></AnyOf></Target></Rule>\n");
    }
    return out.append("</Policy>\n").toString();
  }

  private static String match(
      String function, String type, String literal, String category, String attribute) {
    return """
    <Match MatchId="urn:oasis:names:tc:xacml:1.0:function:%s">
    <AttributeValue DataType="%s">%s</AttributeValue>
    <AttributeDesignator Category="%s" AttributeId="%s" DataType="%s" MustBePresent="true"/>
    </Match>
    """
        .formatted(function, type, literal, category, attribute, type);
  }

  private DecisionRequest request(MixedRules.Call call) {
    DecisionRequestBuilder<?> builder = engine.newRequestBuilder(-1, -1);
    builder.putNamedAttributeIfAbsent(
        name(SUBJECT, "role"),
        Bags.newAttributeBag(
            StandardDatatypes.STRING,
            call.account().roles().stream().map(StringValue::parse).toList()));
    builder.putNamedAttributeIfAbsent(name(ACTION, "action"), string(call.action()));
    builder.putNamedAttributeIfAbsent(
        name(RESOURCE, "environment"), string(call.resource().environment()));
    builder.putNamedAttributeIfAbsent(
        name(RESOURCE, "classification"),
        Bags.singletonAttributeBag(
            StandardDatatypes.INTEGER, IntegerValue.valueOf(call.resource().classification())));
    return builder.build(false);
  }

  private static AttributeBag<StringValue> string(String value) {
    return Bags.singletonAttributeBag(StandardDatatypes.STRING, StringValue.parse(value));
  }

  private static AttributeFqn name(String category, String attribute) {
    return AttributeFqns.newInstance(category, Optional.empty(), attribute);
  }

  @Override
  public boolean isPermitted(int index) {
    return engine.evaluate(requests.get(index)).getDecision() == DecisionType.PERMIT;
  }

  @Override
  public void close() {
    try {
      engine.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
