package dev.remit.pdp.tool;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A tool: what its server says of it, and what that makes of its calls.
///
/// `primary` is what the tool is for, one of `effects` unless a hint took its place; `byId` says
/// that it is told by an id, or a user's name, what it is about. `roles` are by argument, in the
/// order of the schema. `objects` are the stems of its name's words without the verb.
public record Tool(
    ToolManifest manifest,
    Set<ToolEffect> effects,
    ToolEffect primary,
    boolean byId,
    Map<String, Role> roles,
    Set<String> objects) {
  /// The type of the entities that policies see tools as.
  public static final Name TYPE = new Name("Tool");

  public Tool {
    Objects.requireNonNull(manifest, "manifest");
    effects = Collections.unmodifiableSet(EnumSet.copyOf(effects));
    Objects.requireNonNull(primary, "primary");
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    objects = Collections.unmodifiableSet(new LinkedHashSet<>(objects));
  }

  public String name() {
    return manifest.name();
  }

  /// The role of an argument; one that the schema does not declare has that of its name.
  public Role role(String argument) {
    Role role = roles.get(argument);
    return role == null ? RoleClassifier.role(Parameter.text(argument)) : role;
  }

  public EntityUid uid() {
    return new EntityUid(TYPE, name());
  }

  /// What policies see of it: `effects`, `primary`, `byId`.
  public Entity toEntity() {
    return new Entity(
        uid(),
        RecordValue.of(
            Map.of(
                "effects",
                SetValue.of(
                    effects.stream().map(effect -> new StringValue(effect.text())).toList()),
                "primary",
                new StringValue(primary.text()),
                "byId",
                BoolValue.of(byId))),
        Set.of(),
        RecordValue.EMPTY);
  }
}
