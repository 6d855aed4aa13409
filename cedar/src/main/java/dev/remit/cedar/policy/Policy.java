package dev.remit.cedar.policy;

import dev.remit.cedar.diagnostic.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// One `permit` or `forbid`: who, what action, on what, under which conditions. With a slot in its
/// scope it is a template, which decides nothing until it is linked.
///
/// `annotations` and `conditions` are in the order of the text; annotation names are unique.
public record Policy(
    Effect effect,
    List<Annotation> annotations,
    Scope principal,
    ActionScope action,
    Scope resource,
    List<Condition> conditions,
    Span span) {

  public Policy {
    Objects.requireNonNull(effect, "effect");
    annotations = List.copyOf(annotations);
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(resource, "resource");
    conditions = List.copyOf(conditions);
    Objects.requireNonNull(span, "span");
    requireSlot(principal, Slot.PRINCIPAL);
    requireSlot(resource, Slot.RESOURCE);
    if (annotations.stream().map(Annotation::name).distinct().count() != annotations.size()) {
      throw new IllegalArgumentException("an annotation occurs twice");
    }
  }

  private static void requireSlot(Scope scope, Slot expected) {
    if (scope.slot().filter(slot -> slot != expected).isPresent()) {
      throw new IllegalArgumentException("slot in the scope of " + expected.text());
    }
  }

  public Optional<String> annotation(String name) {
    for (Annotation annotation : annotations) {
      if (annotation.name().equals(name)) {
        return Optional.of(annotation.value());
      }
    }
    return Optional.empty();
  }

  /// The slots left open; empty for a policy that decides.
  public Set<Slot> slots() {
    Set<Slot> slots = EnumSet.noneOf(Slot.class);
    principal.slot().ifPresent(slots::add);
    resource.slot().ifPresent(slots::add);
    return slots;
  }

  public boolean isTemplate() {
    return !slots().isEmpty();
  }

  /// This template with its slots filled.
  ///
  /// Throws [IllegalArgumentException] unless `values` names exactly the slots of this template.
  public Policy link(Map<Slot, ScopeEntity.Entity> values) {
    if (!values.keySet().equals(slots())) {
      throw new IllegalArgumentException("template has slots " + slots() + ", not " + values);
    }
    Scope filledPrincipal =
        values.containsKey(Slot.PRINCIPAL) ? principal.fill(values.get(Slot.PRINCIPAL)) : principal;
    Scope filledResource =
        values.containsKey(Slot.RESOURCE) ? resource.fill(values.get(Slot.RESOURCE)) : resource;
    return new Policy(
        effect, annotations, filledPrincipal, action, filledResource, conditions, span);
  }
}
