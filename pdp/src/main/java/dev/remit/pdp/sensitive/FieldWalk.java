package dev.remit.pdp.sensitive;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A walk over JSON of a request that replaces the values at some paths, in the order in which they
/// stand there. A null stays null, and nothing below a replaced value is looked at: of two paths
/// one above the other, the upper one decides.
///
/// Copies only what changes. For one thread.
@SuppressWarnings("ReferenceEquality") // What did not change is the same object.
public final class FieldWalk {
  private final List<SensitivePath> paths;
  private final boolean credentials;
  private final UnaryOperator<Json> change;
  private Set<SensitivePath> found = Set.of();

  private FieldWalk(List<SensitivePath> paths, boolean credentials, UnaryOperator<Json> change) {
    this.paths = List.copyOf(paths);
    this.credentials = credentials;
    this.change = Objects.requireNonNull(change, "change");
  }

  /// Puts what `change` makes of a value in its place.
  public static FieldWalk of(List<SensitivePath> paths, UnaryOperator<Json> change) {
    return new FieldWalk(paths, false, change);
  }

  /// As [#of], also for members that are named as headers with credentials, wherever they are.
  static FieldWalk withCredentials(List<SensitivePath> paths, UnaryOperator<Json> change) {
    return new FieldWalk(paths, true, change);
  }

  /// The object of these parts of a request, replaced; the same one if nothing is.
  public Json.JsonObject object(Json.JsonObject object, Set<SensitivePath.Part> parts) {
    List<Step> steps = List.of();
    for (SensitivePath path : paths) {
      if (parts.contains(path.part())) {
        steps = steps.isEmpty() ? new ArrayList<>() : steps;
        steps.add(new Step(path, 0));
      }
    }
    return steps.isEmpty() && !credentials ? object : object(object, steps);
  }

  /// The paths that led to a value so far, in the order in which they first did.
  public List<SensitivePath> found() {
    return List.copyOf(found);
  }

  /// How far a path has come: what it names next.
  private record Step(SensitivePath path, int depth) {
    boolean leadsTo(Member member) {
      String name = path.names().get(depth);
      return name.equals(SensitivePath.ANY) || name.equals(member.name());
    }

    boolean isLast() {
      return depth == path.names().size() - 1;
    }
  }

  /// `here` are the steps that lead on from this object. Recursion is as deep as requests may be.
  private Json.JsonObject object(Json.JsonObject object, List<Step> here) {
    List<Member> members = object.members();
    List<Member> changed = members;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Json value = member(member, here);
      if (value != member.value()) {
        changed = changed == members ? new ArrayList<>(members) : changed;
        changed.set(i, new Member(member.name(), member.nameSpan(), value));
      }
    }
    return changed == members ? object : new Json.JsonObject(changed, object.span());
  }

  private Json member(Member member, List<Step> here) {
    boolean meant = credentials && CredentialNames.contains(member.name());
    List<Step> below = List.of();
    for (Step step : here) {
      if (step.leadsTo(member)) {
        if (step.isLast()) {
          meant = true;
          find(step.path(), member.value());
        } else {
          below = below.isEmpty() ? new ArrayList<>() : below;
          below.add(new Step(step.path(), step.depth() + 1));
        }
      }
    }
    return meant ? replaced(member.value()) : value(member.value(), below);
  }

  private void find(SensitivePath path, Json value) {
    if (!(value instanceof Json.JsonNull)) {
      found = found.isEmpty() ? new LinkedHashSet<>() : found;
      found.add(path);
    }
  }

  private Json replaced(Json value) {
    return value instanceof Json.JsonNull ? value : change.apply(value);
  }

  private Json value(Json value, List<Step> here) {
    if (here.isEmpty() && !credentials) {
      return value;
    }
    return switch (value) {
      case Json.JsonObject object -> object(object, here);
      case Json.JsonArray array -> array(array, here);
      case Json.JsonString _,
          Json.JsonInteger _,
          Json.JsonNumber _,
          Json.JsonBool _,
          Json.JsonNull _ ->
          value;
    };
  }

  private Json array(Json.JsonArray array, List<Step> here) {
    List<Json> elements = array.elements();
    List<Json> changed = elements;
    for (int i = 0; i < elements.size(); i++) {
      Json element = value(elements.get(i), here);
      if (element != elements.get(i)) {
        changed = changed == elements ? new ArrayList<>(elements) : changed;
        changed.set(i, element);
      }
    }
    return changed == elements ? array : new Json.JsonArray(changed, array.span());
  }
}
