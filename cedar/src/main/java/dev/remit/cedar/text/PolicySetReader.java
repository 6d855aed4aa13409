package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one policy set from several texts; positions run on from one to the next.
public final class PolicySetReader {
  private final PolicyNaming naming;
  private final Visitor visitor;
  private final Map<PolicyId, Policy> policies = new LinkedHashMap<>();
  private final Map<PolicyId, Source> origins = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int position;

  private PolicySetReader(PolicyNaming naming, Visitor visitor) {
    this.naming = naming;
    this.visitor = visitor;
  }

  /// Is told of each policy and template of a text without mistakes, in order, and where it is.
  @FunctionalInterface
  public interface Visitor {
    void visit(Source source, PolicyId id, Policy policy);
  }

  /// Throws what is wrong with any of the texts, an id given twice among it.
  public static PolicySet read(List<Source> sources, PolicyNaming naming) throws SyntaxException {
    return read(sources, naming, (_, _, _) -> {});
  }

  /// Throws as the other does, once `visitor` was told of all.
  public static PolicySet read(List<Source> sources, PolicyNaming naming, Visitor visitor)
      throws SyntaxException {
    PolicySetReader reader = new PolicySetReader(naming, visitor);
    for (Source source : sources) {
      reader.read(source);
    }
    if (!reader.diagnostics.isEmpty()) {
      int count = Math.min(reader.diagnostics.size(), Limits.DIAGNOSTICS_MAX);
      throw new SyntaxException(reader.diagnostics.subList(0, count));
    }
    return new PolicySet(reader.policies, List.of());
  }

  private void read(Source source) {
    try {
      for (Policy policy : PolicyParser.parse(source)) {
        add(source, policy);
      }
    } catch (SyntaxException e) {
      diagnostics.addAll(e.diagnostics());
    }
  }

  private void add(Source source, Policy policy) {
    PolicyId id = id(policy);
    visitor.visit(source, id, policy);
    position++;
    if (position > Limits.POLICIES_MAX) {
      report(
          source,
          policy.span(),
          "too-many-policies",
          "more than " + Limits.POLICIES_MAX + " policies in one set",
          "split it");
      return;
    }
    Policy former = policies.putIfAbsent(id, policy);
    Source origin = origins.putIfAbsent(id, source);
    if (former != null && origin != null) {
      report(
          source,
          idSpan(policy),
          "duplicate-id",
          "the id `" + id + "` is given twice",
          "rename one of them; the first is at "
              + origin
              + ":"
              + origin.position(idSpan(former).start()));
    }
  }

  private PolicyId id(Policy policy) {
    return switch (naming) {
      case BY_POSITION -> PolicyId.ofPosition(position);
      case BY_ANNOTATION ->
          policy.annotation("id").map(PolicyId::new).orElse(PolicyId.ofPosition(position));
    };
  }

  private static Span idSpan(Policy policy) {
    return policy.annotations().stream()
        .filter(annotation -> annotation.name().equals("id"))
        .map(Annotation::span)
        .findFirst()
        .orElse(policy.span());
  }

  private void report(Source source, Span span, String code, String message, String help) {
    if (diagnostics.size() < Limits.DIAGNOSTICS_MAX) {
      diagnostics.add(new Diagnostic("policy." + code, source, span, message, help));
    }
  }
}
