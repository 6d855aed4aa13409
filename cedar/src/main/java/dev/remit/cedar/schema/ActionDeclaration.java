package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.policy.Annotation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One action, `action "name" in [parents] appliesTo { … };`. A declaration in text that names
/// several is several of these.
///
/// `appliesTo` is null where the action is a group that no request names. `span` is that of the
/// name.
public record ActionDeclaration(
    String name,
    List<Annotation> annotations,
    List<ActionReference> parents,
    @Nullable AppliesTo appliesTo,
    Span span) {
  public ActionDeclaration {
    Objects.requireNonNull(name, "name");
    annotations = List.copyOf(annotations);
    parents = List.copyOf(parents);
    Objects.requireNonNull(span, "span");
  }

  /// An action where another names it as its group; a `type` of null is `Action` in the namespace
  /// around it, else in the empty one.
  public record ActionReference(@Nullable TypeName type, String id, Span span) {
    public ActionReference {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(span, "span");
    }
  }

  /// Who may take the action, on what, and with which context. Where one of the lists is empty no
  /// request can name the action.
  public record AppliesTo(
      List<TypeName> principals, List<TypeName> resources, TypeExpression context) {
    public AppliesTo {
      principals = List.copyOf(principals);
      resources = List.copyOf(resources);
      Objects.requireNonNull(context, "context");
    }
  }
}
