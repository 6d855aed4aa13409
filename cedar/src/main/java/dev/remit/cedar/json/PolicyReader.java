package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.Slot;
import dev.remit.cedar.value.Name;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads policies and templates.
final class PolicyReader {
  private static final List<String> KNOWN =
      List.of("effect", "principal", "action", "resource", "conditions", "annotations");
  private static final List<String> CONDITION = List.of("kind", "body");

  private final Diagnostics diagnostics;
  private final ScopeReader scopes;
  private final ExprReader expressions;

  PolicyReader(Diagnostics diagnostics, UidReader uids) {
    this.diagnostics = diagnostics;
    this.scopes = new ScopeReader(diagnostics, uids);
    this.expressions = new ExprReader(diagnostics, uids);
  }

  /// The policy or template, or null after a mistake.
  @Nullable Policy read(Json json) {
    Members members = Members.of(json, "a policy", KNOWN, diagnostics);
    if (members == null) {
      return null;
    }
    Effect effect = effect(members.requireString("effect"));
    Scope principal = scopes.read(members.require("principal"), Slot.PRINCIPAL);
    ActionScope action = scopes.readAction(members.require("action"));
    Scope resource = scopes.read(members.require("resource"), Slot.RESOURCE);
    List<Condition> conditions = conditions(members.requireArray("conditions"));
    List<Annotation> annotations = annotations(members.find("annotations"));
    if (effect == null || principal == null || action == null || resource == null) {
      return null;
    }
    return new Policy(effect, annotations, principal, action, resource, conditions, json.span());
  }

  private @Nullable Effect effect(Json.@Nullable JsonString effect) {
    if (effect == null) {
      return null;
    }
    return switch (effect.value()) {
      case "permit" -> Effect.PERMIT;
      case "forbid" -> Effect.FORBID;
      default -> {
        reportWord(effect, "effect", "`permit` or `forbid`");
        yield null;
      }
    };
  }

  private void reportWord(Json.JsonString word, String what, String known) {
    diagnostics.add(
        "policy." + what,
        word.span(),
        "`" + Shown.of(word.value()) + "` is no " + what,
        "write " + known);
  }

  /// Those without a mistake.
  private List<Condition> conditions(List<Json> nodes) {
    List<Condition> conditions = new ArrayList<>(nodes.size());
    for (Json node : nodes) {
      Condition condition = condition(node);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  private @Nullable Condition condition(Json json) {
    Members members = Members.of(json, "a condition", CONDITION, diagnostics);
    if (members == null) {
      return null;
    }
    Condition.Kind kind = kind(members.requireString("kind"));
    Json body = members.require("body");
    Expr expression = body == null ? null : expressions.read(body);
    return kind == null || expression == null ? null : new Condition(kind, expression, json.span());
  }

  private Condition.@Nullable Kind kind(Json.@Nullable JsonString kind) {
    if (kind == null) {
      return null;
    }
    return switch (kind.value()) {
      case "when" -> Condition.Kind.WHEN;
      case "unless" -> Condition.Kind.UNLESS;
      default -> {
        reportWord(kind, "kind", "`when` or `unless`");
        yield null;
      }
    };
  }

  /// Those without a mistake.
  private List<Annotation> annotations(@Nullable Json json) {
    List<Annotation> annotations = new ArrayList<>();
    if (json instanceof Json.JsonObject object) {
      for (Json.Member member : object.members()) {
        String value = annotation(member);
        if (value != null) {
          annotations.add(new Annotation(member.name(), value, member.nameSpan()));
        }
      }
    } else if (json != null) {
      Members.kind(json, "`annotations` of a policy is an object", diagnostics);
    }
    return annotations;
  }

  private @Nullable String annotation(Json.Member member) {
    if (!Name.isIdentifier(member.name())) {
      diagnostics.add(
          "policy.annotation",
          member.nameSpan(),
          "`" + Shown.of(member.name()) + "` is no name of an annotation",
          "write letters, digits and `_`");
    }
    return switch (member.value()) {
      case Json.JsonString text -> text.value();
      case Json.JsonNull _ -> "";
      default -> {
        Members.kind(member.value(), "an annotation is a string or null", diagnostics);
        yield null;
      }
    };
  }
}
