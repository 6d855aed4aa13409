package dev.remit.pdp.mapping;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which resource a tool call is about.
public sealed interface ResourceRule {
  /// Always the same one: a tool without a target works on a service.
  record Fixed(EntityUid resource) implements ResourceRule {
    public Fixed {
      Objects.requireNonNull(resource, "resource");
    }
  }

  /// Every value of every named argument that is present. Where none is, the resource is the one
  /// with the id `otherwise`; a null there refuses the call.
  record Named(Name type, List<String> arguments, ResourcePart part, @Nullable String otherwise)
      implements ResourceRule {
    public Named {
      Objects.requireNonNull(type, "type");
      arguments = List.copyOf(arguments);
      if (arguments.isEmpty()) {
        throw new IllegalArgumentException("no argument");
      }
      Objects.requireNonNull(part, "part");
    }
  }
}
