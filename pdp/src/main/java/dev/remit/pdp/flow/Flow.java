package dev.remit.pdp.flow;

import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.RecordShape;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.tool.Role;
import dev.remit.pdp.tool.ToolEffect;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the values of a call's arguments came from: for each argument, and for all arguments of
/// each role together, because Cedar has no loops. Beside them what the user asked for.
///
/// `asked` are the effects that the request has words for; `delegates` says that it hands on what
/// somebody else wrote down to do. Of [Role#CONTENT] the values are the links in it. A role that is
/// not among `roles` has no value in the call.
public record Flow(
    Set<ToolEffect> asked,
    boolean delegates,
    Map<Role, Origin> roles,
    Map<String, Origin> arguments) {

  /// Nothing is known of the request, and of no value where it came from: what a call outside of
  /// any task has.
  public static final Flow UNKNOWN = unknown();

  private static final RecordShape SHAPE =
      RecordShape.of(
          "amount",
          "arguments",
          "destination",
          "links",
          "request",
          "secret",
          "selector",
          "time",
          "title");

  private static final RecordShape REQUEST = RecordShape.of("asked", "delegates");

  // Of each set of effects by its bits, those that delegate behind those that do not. Computed by
  // whoever asks first, by racing threads to the same; null until then.
  private static final @Nullable RecordValue[] REQUESTS =
      new RecordValue[2 << ToolEffect.values().length];
  private static final RecordValue UNKNOWN_VALUE = value(UNKNOWN);

  public Flow {
    asked = Set.copyOf(asked);
    roles =
        roles.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<Role, Origin>(roles));
    arguments = Map.copyOf(arguments);
  }

  private static Flow unknown() {
    EnumMap<Role, Origin> roles = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      roles.put(role, Origin.UNKNOWN);
    }
    return new Flow(Set.of(), false, roles, Map.of());
  }

  public Origin of(Role role) {
    return roles.getOrDefault(role, Origin.NONE);
  }

  /// `context.flow`: every key is always there but those of `arguments`.
  public RecordValue toValue() {
    return equals(UNKNOWN) ? UNKNOWN_VALUE : value(this);
  }

  private static RecordValue request(Flow flow) {
    int index = flow.delegates ? REQUESTS.length / 2 : 0;
    for (ToolEffect effect : flow.asked) {
      index |= effect.bit();
    }
    RecordValue known = REQUESTS[index];
    if (known == null) {
      known =
          REQUEST.of(
              SetValue.of(
                  flow.asked.stream()
                      .sorted()
                      .map(effect -> new StringValue(effect.text()))
                      .toList()),
              BoolValue.of(flow.delegates));
      REQUESTS[index] = known;
    }
    return known;
  }

  private static RecordValue value(Flow flow) {
    Map<String, RecordValue> arguments = new HashMap<>();
    flow.arguments.forEach((name, origin) -> arguments.put(name, origin.toValue()));
    return SHAPE.of(
        flow.of(Role.AMOUNT).toValue(),
        RecordValue.of(arguments),
        flow.of(Role.DESTINATION).toValue(),
        flow.of(Role.CONTENT).toValue(),
        request(flow),
        flow.of(Role.SECRET).toValue(),
        flow.of(Role.SELECTOR).toValue(),
        flow.of(Role.TIME).toValue(),
        flow.of(Role.TITLE).toValue());
  }
}
