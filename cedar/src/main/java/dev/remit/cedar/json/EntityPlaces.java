package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.EntityUid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where entities are written that are right in each of several texts and make no snapshot
/// together. Reads the texts again, so that reading what is right keeps no places.
public final class EntityPlaces {
  private static final String CODE = "entities.together";

  private final List<Source> sources;

  private EntityPlaces(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /// The refusal with the place of what is at fault: the last one written of an entity that is
  /// given twice, or the first of a circle. Texts are in the order they were read, at least one.
  public static SyntaxException refuse(EntityException refused, List<Source> sources) {
    return new EntityPlaces(sources).refuse(refused);
  }

  /// Where each entity of a text that was read is named; of one that is given again, the last
  /// place.
  public static Map<EntityUid, Span> of(Source source) {
    Map<EntityUid, Span> places = new HashMap<>();
    for (Json entity : entities(source)) {
      Json named = entity instanceof Json.JsonObject object ? object.find("uid") : null;
      EntityUid uid = named == null ? null : read(named, source);
      if (named != null && uid != null) {
        places.put(uid, named.span());
      }
    }
    return places;
  }

  private SyntaxException refuse(EntityException refused) {
    String message = String.valueOf(refused.getMessage());
    Optional<EntityUid> uid = refused.entities().stream().findFirst();
    List<Place> places = uid.map(this::places).orElse(List.of());
    if (places.isEmpty()) {
      return refuse(new Place(sources.getFirst(), Span.NONE), message, "");
    }
    return places.size() == 1
        ? refuse(places.getFirst(), message, "remove one of these parents")
        : refuse(places.getLast(), message, "keep one; the first is at " + places.getFirst());
  }

  private static SyntaxException refuse(Place place, String message, String help) {
    return new SyntaxException(
        List.of(new Diagnostic(CODE, place.source, place.span, message, help)));
  }

  private List<Place> places(EntityUid uid) {
    List<Place> places = new ArrayList<>();
    for (Source source : sources) {
      for (Json entity : entities(source)) {
        Json named = entity instanceof Json.JsonObject object ? object.find("uid") : null;
        if (named != null && uid.equals(read(named, source))) {
          places.add(new Place(source, named.span()));
        }
      }
    }
    return places;
  }

  private static List<Json> entities(Source source) {
    try {
      return JsonReader.read(source) instanceof Json.JsonArray array ? array.elements() : List.of();
    } catch (SyntaxException e) {
      throw new IllegalArgumentException("not a text that was read", e);
    }
  }

  private static @Nullable EntityUid read(Json named, Source source) {
    return new UidReader(new Diagnostics(source, Limits.DIAGNOSTICS_MAX)).read(named);
  }

  private record Place(Source source, Span span) {
    @Override
    public String toString() {
      return source + ":" + source.position(span.start());
    }
  }
}
