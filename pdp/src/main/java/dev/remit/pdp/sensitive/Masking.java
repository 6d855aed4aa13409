package dev.remit.pdp.sensitive;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.request.RawRequest;
import java.util.ArrayList;
import java.util.List;

/// Replaces sensitive values of a request by a marker, before anything else sees them: policies see
/// the marker, and nothing else is kept, so that a replay is exact.
///
/// Values at the paths that a bundle names are masked, and values of any member that is named as a
/// header with credentials, wherever it is. A null stays null. Costs a walk over the request's
/// JSON, and copies only what changes.
@SuppressWarnings("ReferenceEquality") // What did not change is the same object.
public record Masking(List<SensitivePath> paths) {
  public static final int PATHS_MAX = 256;

  /// What is in the place of a masked value.
  public static final String MARKER = "[masked]";

  /// Credentials alone.
  public static final Masking STANDARD = new Masking(List.of());

  public Masking {
    paths = List.copyOf(paths);
    if (paths.size() > PATHS_MAX) {
      throw new IllegalArgumentException(paths.size() + " paths, more than " + PATHS_MAX);
    }
  }

  /// The request without them; the same one if it has none.
  public RawRequest mask(RawRequest raw) {
    return switch (raw) {
      case RawRequest.ToolCall call -> mask(call);
      case RawRequest.Evaluation evaluation -> mask(evaluation);
    };
  }

  private RawRequest mask(RawRequest.ToolCall call) {
    Json.JsonObject arguments = object(call.arguments(), SensitivePath.Part.ARGUMENTS);
    return arguments == call.arguments()
        ? call
        : new RawRequest.ToolCall(
            call.origin(), call.agent(), call.tool(), arguments, call.provenance());
  }

  private RawRequest mask(RawRequest.Evaluation evaluation) {
    return new RawRequest.Evaluation(
        evaluation.origin(),
        named(evaluation.subject(), SensitivePath.Part.SUBJECT),
        named(evaluation.action(), SensitivePath.Part.ACTION),
        named(evaluation.resource(), SensitivePath.Part.RESOURCE),
        object(evaluation.context(), SensitivePath.Part.CONTEXT),
        evaluation.provenance());
  }

  private RawRequest.Named named(RawRequest.Named named, SensitivePath.Part part) {
    Json.JsonObject properties = object(named.properties(), part);
    return properties == named.properties()
        ? named
        : new RawRequest.Named(named.type(), named.id(), properties);
  }

  private Json.JsonObject object(Json.JsonObject object, SensitivePath.Part part) {
    return paths.isEmpty() ? masked(object, List.of()) : masked(object, names(part));
  }

  private List<List<String>> names(SensitivePath.Part part) {
    return paths.stream().filter(path -> path.part() == part).map(SensitivePath::names).toList();
  }

  /// `here` are the names that lead on from this object, each to one sensitive field. Recursion is
  /// as deep as requests may be.
  private static Json.JsonObject masked(Json.JsonObject object, List<List<String>> here) {
    List<Member> members = object.members();
    List<Member> changed = members;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      Json value = masked(member, here);
      if (value != member.value()) {
        changed = changed == members ? new ArrayList<>(members) : changed;
        changed.set(i, new Member(member.name(), member.nameSpan(), value));
      }
    }
    return changed == members ? object : new Json.JsonObject(changed, object.span());
  }

  private static Json masked(Member member, List<List<String>> here) {
    boolean sensitive = CredentialNames.contains(member.name());
    List<List<String>> below = List.of();
    for (List<String> names : here) {
      if (isNamed(member, names.getFirst())) {
        if (names.size() == 1) {
          sensitive = true;
        } else {
          below = below.isEmpty() ? new ArrayList<>() : below;
          below.add(names.subList(1, names.size()));
        }
      }
    }
    return sensitive ? marker(member.value()) : masked(member.value(), below);
  }

  private static boolean isNamed(Member member, String name) {
    return name.equals(SensitivePath.ANY) || name.equals(member.name());
  }

  private static Json marker(Json value) {
    return value instanceof Json.JsonNull ? value : Json.string(MARKER);
  }

  private static Json masked(Json value, List<List<String>> here) {
    return switch (value) {
      case Json.JsonObject object -> masked(object, here);
      case Json.JsonArray array -> masked(array, here);
      case Json.JsonString _,
          Json.JsonInteger _,
          Json.JsonNumber _,
          Json.JsonBool _,
          Json.JsonNull _ ->
          value;
    };
  }

  private static Json masked(Json.JsonArray array, List<List<String>> here) {
    List<Json> elements = array.elements();
    List<Json> changed = elements;
    for (int i = 0; i < elements.size(); i++) {
      Json element = masked(elements.get(i), here);
      if (element != elements.get(i)) {
        changed = changed == elements ? new ArrayList<>(elements) : changed;
        changed.set(i, element);
      }
    }
    return changed == elements ? array : new Json.JsonArray(changed, array.span());
  }
}
