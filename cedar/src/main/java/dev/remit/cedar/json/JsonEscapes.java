package dev.remit.cedar.json;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The objects that stand for values that JSON lacks. Only a sole member is one: beside others, the
/// same name is an attribute like any other.
final class JsonEscapes {
  static final String ENTITY = "__entity";
  static final String EXTENSION = "__extn";

  /// Cedar read expressions in it until version 3.
  static final String EXPRESSION = "__expr";

  private static final Set<String> NAMES = Set.of(ENTITY, EXTENSION, EXPRESSION);

  private JsonEscapes() {}

  /// The only member of `json`, if its name is that of an escape.
  static Json.@Nullable Member find(@Nullable Json json) {
    return json instanceof Json.JsonObject object
            && object.members().size() == 1
            && isEscape(object.members().getFirst().name())
        ? object.members().getFirst()
        : null;
  }

  static boolean isEscape(String name) {
    return NAMES.contains(name);
  }
}
