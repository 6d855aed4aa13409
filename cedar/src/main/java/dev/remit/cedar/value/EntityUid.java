package dev.remit.cedar.value;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The identity of an entity, `Type::"id"`; also the value of an expression that names one. Its
/// hash is computed once.
public final class EntityUid implements Value, Comparable<EntityUid> {
  private static final Comparator<EntityUid> ORDER =
      Comparator.comparing(EntityUid::type).thenComparing(EntityUid::id);

  private final Name type;
  private final String id;
  private final int hash;

  public EntityUid(Name type, String id) {
    this.type = Objects.requireNonNull(type, "type");
    this.id = Objects.requireNonNull(id, "id");
    this.hash = type.hashCode() * 31 + id.hashCode();
  }

  public static EntityUid of(String type, String id) {
    return new EntityUid(new Name(type), id);
  }

  public Name type() {
    return type;
  }

  public String id() {
    return id;
  }

  @Override
  public String kind() {
    return "entity";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof EntityUid that
            && hash == that.hash
            && id.equals(that.id)
            && type.equals(that.type));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(EntityUid other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type + "::" + Escapes.quote(id);
  }
}
