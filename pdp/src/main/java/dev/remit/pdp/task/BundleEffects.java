package dev.remit.pdp.task;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.engine.Evaluated;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.cedar.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The effects of a bundle: what each of its permits, and each of its resources, does to the task
/// of a request.
///
/// `policies` holds the permits that have any.
public record BundleEffects(Map<PolicyId, PolicyEffects> policies, Classification classification) {
  public static final BundleEffects NONE = new BundleEffects(Map.of(), Classification.NONE);

  public BundleEffects {
    policies = Map.copyOf(policies);
    Objects.requireNonNull(classification, "classification");
  }

  /// What came of reckoning.
  public sealed interface Reckoned {
    record Sum(Effects effects) implements Reckoned {}

    /// `policy` is null where the classification of a resource is at fault.
    record Failed(@Nullable PolicyId policy, String message) implements Reckoned {}
  }

  /// What the request does that `permits` determine, each counted once whatever permitted how many
  /// of its resources to how many of its actors. `requests` are those as asked, one for each
  /// resource. Meters are those of their context, which says how they were before.
  ///
  /// An amount that has no value, is no whole number from 0, differs between resources or does not
  /// fit a meter any more fails, and so does a classification that is not understood.
  public Reckoned reckon(Set<PolicyId> permits, List<Request> requests, Entities entities) {
    if (policies.isEmpty() && classification.isEmpty()) {
      return new Reckoned.Sum(Effects.NONE);
    }
    SortedSet<String> labels = Collections.emptySortedSet();
    List<Charge> charges = new ArrayList<>();
    for (PolicyId permit : permits) {
      PolicyEffects effects = policies.get(permit);
      if (effects != null) {
        labels = Effects.union(labels, effects.labels());
        String problem = charge(effects.advances(), requests, entities, charges);
        if (problem != null) {
          return new Reckoned.Failed(permit, problem);
        }
      }
    }
    if (!classification.isEmpty()) {
      labels = new TreeSet<>(labels);
      for (Request request : requests) {
        String problem = classify(request, entities, labels);
        if (problem != null) {
          return new Reckoned.Failed(null, problem);
        }
      }
    }
    charges.sort(Charge.ORDER);
    return new Reckoned.Sum(new Effects(labels, charges));
  }

  private static @Nullable String charge(
      List<PolicyEffects.Advance> advances,
      List<Request> requests,
      Entities entities,
      List<Charge> charges) {
    for (PolicyEffects.Advance advance : advances) {
      Evaluated value = Evaluated.of(advance.amount(), requests.getFirst(), entities);
      for (Request request : requests.subList(1, requests.size())) {
        if (!value.equals(Evaluated.of(advance.amount(), request, entities))) {
          return what(advance) + "is not the same for all resources";
        }
      }
      switch (value) {
        case Evaluated.Failed failed -> {
          return what(advance) + "has no value: " + failed.message();
        }
        case Evaluated.Got(LongValue(long amount)) -> {
          if (amount < 0) {
            return what(advance) + "is " + amount + ", and nothing gives back what was spent";
          }
          if (!add(advance, amount, requests.getFirst().context(), charges)) {
            return what(advance) + "is more than a meter holds";
          }
        }
        case Evaluated.Got(Value _) -> {
          return what(advance) + "is no whole number";
        }
      }
    }
    return null;
  }

  private static String what(PolicyEffects.Advance advance) {
    return "what it adds to `" + advance.meter() + "` ";
  }

  /// Whether the sum of a meter, on top of what was spent before, is still a number.
  private static boolean add(
      PolicyEffects.Advance advance, long amount, RecordValue context, List<Charge> charges) {
    String meter = advance.meter();
    try {
      Charge charge = new Charge(meter, amount, advance.windowMillis());
      long total = Math.addExact(spent(context, meter), amount);
      for (Charge other : charges) {
        if (other.meter().equals(meter)) {
          total = Math.addExact(total, other.amount());
        }
      }
      for (int i = 0; i < charges.size(); i++) {
        if (charges.get(i).isLike(charge)) {
          charges.set(i, charges.get(i).and(charge));
          return true;
        }
      }
      charges.add(charge);
      return true;
    } catch (ArithmeticException _) {
      return false;
    }
  }

  private static long spent(RecordValue context, String meter) {
    return context.find("task") instanceof RecordValue task
            && task.find("meters") instanceof RecordValue meters
            && meters.find(meter) instanceof LongValue(long value)
        ? value
        : 0;
  }

  private @Nullable String classify(Request request, Entities entities, SortedSet<String> labels) {
    Expr resource = new Expr.Var(Variable.RESOURCE, Span.NONE);
    String what = "`" + classification.attribute() + "` of `" + request.resource() + "` ";
    if (entities.find(request.resource()) == null) {
      return null;
    }
    Expr has = new Expr.HasAttribute(resource, List.of(classification.attribute()), Span.NONE);
    Expr get = new Expr.GetAttribute(resource, classification.attribute(), Span.NONE);
    return switch (Evaluated.of(has, request, entities)) {
      case Evaluated.Failed failed -> what + "has no value: " + failed.message();
      case Evaluated.Got(Value found) when found.equals(BoolValue.FALSE) -> null;
      case Evaluated.Got _ ->
          switch (Evaluated.of(get, request, entities)) {
            case Evaluated.Failed failed -> what + "has no value: " + failed.message();
            case Evaluated.Got(StringValue text) -> label(what, List.of(text), labels);
            case Evaluated.Got(SetValue set) -> label(what, set.elements(), labels);
            case Evaluated.Got(Value _) -> what + "is neither a text nor a set of texts";
          };
    };
  }

  private @Nullable String label(
      String what, Collection<? extends Value> values, SortedSet<String> labels) {
    for (Value value : values) {
      SortedSet<String> found =
          value instanceof StringValue(String text) ? classification.labels().get(text) : null;
      if (found == null) {
        return what + "is " + value + ", which `tasks.classification` does not know";
      }
      labels.addAll(found);
    }
    return null;
  }
}
