package dev.remit.pdp.mapping;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.cedar.value.RecordValue;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.MappedRequest.Refusal;
import dev.remit.pdp.request.RawRequest;
import dev.remit.pdp.request.ReservedContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The table of a bundle that turns a request into principal, action, resources and context.
///
/// The agent that calls a tool is a principal of type `agentType`, the tool `t` is `Action::"t"`,
/// and its arguments are `context.arguments`. One without a rule is `Tool::"t"` in `Action::"call"`
/// if the bundle declares it, else it is denied. A request that names its subject and resource
/// itself is taken at its word: `Type::"id"`, `Action::"name"`. HTTP requests go by `http`; access
/// reviews by `kubernetes`, and are denied where that is null.
public record Mapping(
    Name agentType,
    Map<String, ToolRule> tools,
    HttpRules http,
    @Nullable KubernetesRules kubernetes,
    Set<String> declared) {
  private static final Name ACTION = new Name("Action");
  static final EntityUid CALL = new EntityUid(ACTION, "call");
  static final Name TOOL = new Name("Tool");

  public Mapping {
    Objects.requireNonNull(agentType, "agentType");
    tools = Collections.unmodifiableMap(new LinkedHashMap<>(tools));
    Objects.requireNonNull(http, "http");
    declared = Collections.unmodifiableSet(new LinkedHashSet<>(declared));
  }

  /// Without tools that the bundle declares.
  public Mapping(
      Name agentType,
      Map<String, ToolRule> tools,
      HttpRules http,
      @Nullable KubernetesRules kubernetes) {
    this(agentType, tools, http, kubernetes, Set.of());
  }

  /// Of tool calls alone.
  public Mapping(Name agentType, Map<String, ToolRule> tools) {
    this(agentType, tools, HttpRules.NONE, null);
  }

  /// The same, with the tools that a bundle declares.
  public Mapping declaring(Set<String> names) {
    return new Mapping(agentType, tools, http, kubernetes, names);
  }

  /// Never throws for what a caller sent: what cannot be mapped is refused, with a reason.
  public MappedRequest map(RawRequest raw) {
    return switch (raw) {
      case RawRequest.ToolCall call -> map(call);
      case RawRequest.Evaluation evaluation -> map(evaluation);
      case RawRequest.Search search -> map(search.template());
      case RawRequest.HttpCall call -> new HttpMapping(http, call).map();
      case RawRequest.AccessReview review ->
          kubernetes == null
              ? KubernetesMapping.unmapped(review)
              : new KubernetesMapping(kubernetes, review).map();
    };
  }

  /// Whether the principal of an HTTP request is named by the client's token, which must then be
  /// validated before the request is mapped.
  public boolean asksForToken(RawRequest.HttpCall call) {
    return http.asksForTokens() && new HttpMapping(http, call).asksForToken();
  }

  private MappedRequest map(RawRequest.ToolCall call) {
    EntityUid principal = new EntityUid(agentType, call.agent());
    ToolRule rule = tools.get(call.tool());
    if (rule == null && declared.contains(call.tool())) {
      rule = new ToolRule(new ResourceRule.Fixed(new EntityUid(TOOL, call.tool())), Map.of());
      return map(call, principal, CALL, rule);
    }
    EntityUid action = new EntityUid(ACTION, call.tool());
    if (rule == null) {
      String text =
          "the mapping has no rule for the tool `" + call.tool() + "`; add one to `mapping.tools`";
      return new MappedRequest.Refused(principal, action, Refusal.UNMAPPED, text);
    }
    return map(call, principal, action, rule);
  }

  private static MappedRequest map(
      RawRequest.ToolCall call, EntityUid principal, EntityUid action, ToolRule rule) {
    try {
      List<EntityUid> resources = resources(rule.resource(), call.arguments());
      RecordValue arguments = JsonValues.record("arguments", call.arguments(), rule.arguments());
      RecordValue context = RecordValue.of(Map.of("arguments", arguments));
      return new MappedRequest.Mapped(principal, action, resources, context);
    } catch (UnacceptableValue e) {
      return new MappedRequest.Refused(principal, action, Refusal.UNACCEPTABLE, e.text());
    }
  }

  private static List<EntityUid> resources(ResourceRule rule, Json.JsonObject arguments)
      throws UnacceptableValue {
    return switch (rule) {
      case ResourceRule.Fixed(EntityUid resource) -> List.of(resource);
      case ResourceRule.Named named -> named(named, arguments);
    };
  }

  private static List<EntityUid> named(ResourceRule.Named rule, Json.JsonObject arguments)
      throws UnacceptableValue {
    Set<String> ids = new LinkedHashSet<>();
    for (String argument : rule.arguments()) {
      Json json = arguments.find(argument);
      if (json != null) {
        addIds("arguments." + argument, json, rule.part(), ids);
      }
    }
    if (ids.isEmpty() && rule.otherwise() != null) {
      ids.add(rule.otherwise());
    }
    if (ids.isEmpty()) {
      throw new UnacceptableValue(
          "no resource: none of " + quoted(rule.arguments()) + " is given; send one");
    }
    if (ids.size() > MappingLimits.RESOURCES_MAX) {
      throw new UnacceptableValue(
          "more than " + MappingLimits.RESOURCES_MAX + " resources in one call; split it");
    }
    return ids.stream().map(id -> new EntityUid(rule.type(), id)).toList();
  }

  private static void addIds(String path, Json json, ResourcePart part, Set<String> ids)
      throws UnacceptableValue {
    switch (json) {
      case Json.JsonNull _ -> {}
      case Json.JsonString string -> ids.add(id(path, string.value(), part));
      case Json.JsonInteger integer -> ids.add(id(path, Long.toString(integer.value()), part));
      case Json.JsonArray array -> {
        for (Json element : array.elements()) {
          if (element instanceof Json.JsonArray) {
            throw noName(path, element);
          }
          addIds(path, element, part, ids);
        }
      }
      case Json.JsonNumber _, Json.JsonBool _, Json.JsonObject _ -> throw noName(path, json);
    }
  }

  private static UnacceptableValue noName(String path, Json json) {
    return new UnacceptableValue(
        "`" + path + "` names the resource and is " + json.kind() + "; send a string");
  }

  private static String id(String path, String value, ResourcePart part) throws UnacceptableValue {
    return part.of(value)
        .orElseThrow(() ->
            new UnacceptableValue(
                "`" + path + "` has no " + part.text() + " in it; send one in plain form"));
  }

  private MappedRequest map(RawRequest.Evaluation evaluation) {
    EntityUid principal = uid(evaluation.subject());
    EntityUid action = uid(evaluation.action());
    try {
      EntityUid resource = uid(evaluation.resource());
      requireType("subject.type", principal);
      requireType("resource.type", resource);
      requireUnreserved(evaluation.context());
      SortedMap<EntityUid, RecordValue> overlay = new TreeMap<>();
      addOverlay("subject", principal, evaluation.subject(), overlay);
      addOverlay("action", action, evaluation.action(), overlay);
      addOverlay("resource", resource, evaluation.resource(), overlay);
      RecordValue context = JsonValues.record("context", evaluation.context(), Map.of());
      return new MappedRequest.Mapped(principal, action, List.of(resource), context, overlay);
    } catch (UnacceptableValue e) {
      return new MappedRequest.Refused(principal, action, Refusal.UNACCEPTABLE, e.text());
    }
  }

  static EntityUid uid(RawRequest.Named named) {
    return EntityUid.of(named.type(), named.id());
  }

  private static void requireType(String path, EntityUid uid) throws UnacceptableValue {
    if (!Name.isValid(uid.type().value())) {
      throw new UnacceptableValue(
          "`" + path + "` is `" + uid.type() + "`, not the name of an entity type; rename it");
    }
  }

  private static void requireUnreserved(Json.JsonObject context) throws UnacceptableValue {
    List<String> reserved = new ArrayList<>();
    for (Json.Member member : context.members()) {
      if (ReservedContext.isReserved(member.name())) {
        reserved.add(member.name());
      }
    }
    if (!reserved.isEmpty()) {
      throw new UnacceptableValue(
          "the context has " + quoted(reserved) + ", which only Remit may fill; leave it out");
    }
  }

  private static void addOverlay(
      String path, EntityUid uid, RawRequest.Named named, SortedMap<EntityUid, RecordValue> overlay)
      throws UnacceptableValue {
    RecordValue attributes = JsonValues.record(path + ".properties", named.properties(), Map.of());
    if (attributes.isEmpty()) {
      return;
    }
    if (overlay.putIfAbsent(uid, attributes) != null && !attributes.equals(overlay.get(uid))) {
      throw new UnacceptableValue(
          "`"
              + path
              + "` has other properties than an equal entity of the request; send them once");
    }
  }

  private static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(name -> "`" + name + "`").toList());
  }
}
