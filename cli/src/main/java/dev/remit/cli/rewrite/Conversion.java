package dev.remit.cli.rewrite;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.json.PolicyJson;
import dev.remit.cedar.json.PolicySetJson;
import dev.remit.cedar.json.SchemaJson;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.InexpressibleException;
import dev.remit.cedar.schema.SchemaPrinter;
import dev.remit.cedar.text.PolicyPrinter;
import dev.remit.cli.input.Form;
import dev.remit.cli.input.PolicyFiles;
import dev.remit.cli.input.SchemaFile;
import dev.remit.cli.terminal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One text in the other of Cedar's two forms.
final class Conversion {
  private final Source source;

  private Conversion(Source source) {
    this.source = source;
  }

  static String convert(Source source, Kind kind) throws Fault, SyntaxException {
    Conversion conversion = new Conversion(source);
    return switch (kind) {
      case POLICIES -> conversion.policies();
      case POLICY -> conversion.policy();
      case SCHEMA -> conversion.schema();
    };
  }

  private String schema() throws Fault, SyntaxException {
    return switch (Form.of(source)) {
      case CEDAR -> json(SchemaJson.write(SchemaFile.read(source)));
      case JSON -> {
        try {
          yield SchemaPrinter.print(SchemaFile.read(source));
        } catch (InexpressibleException e) {
          throw new Fault(
              e.reasons().stream().map(reason -> source.name() + ": " + reason).toList());
        }
      }
    };
  }

  private String policies() throws Fault, SyntaxException {
    PolicySet policies = PolicyFiles.read(List.of(source));
    return switch (Form.of(source)) {
      case CEDAR -> json(PolicySetJson.write(policies));
      case JSON -> print(policies);
    };
  }

  private String policy() throws Fault, SyntaxException {
    PolicySet policies = PolicyFiles.read(List.of(source));
    if (policies.sources().size() != 1) {
      throw new Fault(
          source.name()
              + ": holds "
              + policies.sources().size()
              + " policies, not one; convert it as `--kind policies`");
    }
    return switch (Form.of(source)) {
      case CEDAR -> json(PolicyJson.write(policies.sources().values().iterator().next()));
      case JSON -> print(policies);
    };
  }

  /// Links have no form in Cedar text, so a set that holds any is refused rather than changed.
  private String print(PolicySet policies) throws Fault {
    if (!policies.links().isEmpty()) {
      throw new Fault(
          source.name()
              + ": holds "
              + policies.links().size()
              + " links of templates, which Cedar text cannot say; take `templateLinks` out and"
              + " pass them with `--links`");
    }
    List<Policy> named = new ArrayList<>();
    for (Map.Entry<PolicyId, Policy> entry : policies.sources().entrySet()) {
      named.add(named(entry.getKey(), entry.getValue(), named.size()));
    }
    return PolicyPrinter.print(named);
  }

  /// The policy with its id as an annotation, unless it is called so without.
  private Policy named(PolicyId id, Policy policy, int position) throws Fault {
    Optional<String> annotated = policy.annotation("id");
    PolicyId read = annotated.map(PolicyId::new).orElse(PolicyId.ofPosition(position));
    if (read.equals(id)) {
      return policy;
    }
    if (annotated.isPresent()) {
      throw new Fault(
          source.name()
              + ": policy `"
              + id
              + "` says `@id(\""
              + annotated.get()
              + "\")` of itself; make the two agree");
    }
    return withId(id, policy);
  }

  private static Policy withId(PolicyId id, Policy policy) {
    List<Annotation> annotations = new ArrayList<>();
    annotations.add(new Annotation("id", id.value(), policy.span()));
    annotations.addAll(policy.annotations());
    return new Policy(
        policy.effect(),
        annotations,
        policy.principal(),
        policy.action(),
        policy.resource(),
        policy.conditions(),
        policy.span());
  }

  private static String json(Json json) {
    return JsonWriter.pretty(json) + "\n";
  }

  /// What a text holds.
  enum Kind {
    POLICIES,
    POLICY,
    SCHEMA;

    private static final Set<String> SCHEMA_WORDS = Set.of("namespace", "entity", "action", "type");

    /// Told from the name of the file, else from what its text declares; `given` has the last word.
    static Kind of(Source source, @Nullable Kind given) {
      if (given != null) {
        return given;
      }
      if (source.name().contains(".cedarschema")) {
        return SCHEMA;
      }
      return Form.of(source) == Form.JSON ? ofJson(source) : ofCedar(source);
    }

    private static Kind ofJson(Source source) {
      if (PolicyFiles.isSinglePolicy(source)) {
        return POLICY;
      }
      boolean schema =
          source.text().contains("\"entityTypes\"")
              && !source.text().contains("\"staticPolicies\"");
      return schema ? SCHEMA : POLICIES;
    }

    private static Kind ofCedar(Source source) {
      return SCHEMA_WORDS.contains(FirstWord.of(source.text())) ? SCHEMA : POLICIES;
    }
  }
}
