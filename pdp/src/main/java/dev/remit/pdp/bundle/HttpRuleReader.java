package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.mapping.HttpRoute;
import dev.remit.pdp.mapping.HttpRules;
import dev.remit.pdp.mapping.IdTemplate;
import dev.remit.pdp.mapping.MappingLimits;
import dev.remit.pdp.mapping.PathPattern;
import dev.remit.pdp.mapping.PrincipalRule;
import dev.remit.pdp.sensitive.CredentialNames;
import dev.remit.pdp.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads `mapping.http` of `remit.yaml`.
final class HttpRuleReader {
  private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");
  private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Name ACTION = new Name("Action");

  private final YamlFields fields;

  HttpRuleReader(YamlFields fields) {
    this.fields = fields;
  }

  HttpRules rules(Yaml yaml) {
    List<Yaml.Entry> entries =
        fields.entries("`http`", yaml, List.of("principal", "headers", "query", "routes"));
    Optional<PrincipalRule> principal =
        YamlFields.find(entries, "principal").flatMap(node -> principal("`http`", node));
    boolean given = YamlFields.find(entries, "principal").isPresent();
    return new HttpRules(
        principal.orElse(null),
        names(entries, "headers", this::header),
        names(entries, "query", Optional::of),
        fields
            .require(yaml, entries, "`http`", "routes")
            .map(routes -> routes(routes, principal, given))
            .orElse(List.of()));
  }

  private List<String> names(
      List<Yaml.Entry> entries, String key, Function<String, Optional<String>> read) {
    Optional<Yaml> list = YamlFields.find(entries, key);
    if (list.isEmpty()) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    for (String text : fields.texts("`" + key + "`", list.get())) {
      read.apply(text)
          .ifPresentOrElse(
              names::add,
              () ->
                  fields.add(
                      list.get().span(),
                      "`" + text + "` is no name of a header",
                      "write one as `user-agent`"));
    }
    if (names.size() > MappingLimits.NAMES_MAX) {
      fields.add(
          list.get().span(),
          "`" + key + "` has more than " + MappingLimits.NAMES_MAX + " names",
          "name only what policies use");
    }
    return List.copyOf(names);
  }

  private Optional<String> header(String text) {
    return HEADER.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private List<HttpRoute> routes(Yaml yaml, Optional<PrincipalRule> otherwise, boolean given) {
    if (!(yaml instanceof Yaml.Sequence(List<Yaml> elements, Span _))) {
      fields.add(yaml.span(), "`routes` is " + yaml.kind(), "write a list");
      return List.of();
    }
    if (elements.size() > MappingLimits.ROUTES_MAX) {
      fields.add(
          yaml.span(), "more than " + MappingLimits.ROUTES_MAX + " routes", "split the bundle");
      return List.of();
    }
    List<HttpRoute> routes = new ArrayList<>();
    for (Yaml element : elements) {
      Optional<HttpRoute> route = route(element, otherwise, given);
      route.ifPresent(read -> {
        requireReachable(element, read, routes);
        routes.add(read);
      });
    }
    return routes;
  }

  private void requireReachable(Yaml yaml, HttpRoute route, List<HttpRoute> before) {
    for (HttpRoute earlier : before) {
      if (earlier.covers(route)) {
        fields.add(
            yaml.span(),
            "the route `"
                + route.path()
                + "` is never reached: `"
                + earlier.path()
                + "` above it takes all of its requests",
            "move it up, or remove one of them");
        return;
      }
    }
  }

  private Optional<HttpRoute> route(Yaml yaml, Optional<PrincipalRule> otherwise, boolean given) {
    String what = "a route";
    List<Yaml.Entry> entries =
        fields.entries(
            what, yaml, List.of("method", "host", "path", "principal", "action", "resource"));
    Optional<PathPattern> path =
        fields
            .require(yaml, entries, what, "path")
            .flatMap(node -> parsed("`path` of a route", node, PathPattern::parse));
    Set<String> methods =
        fields.require(yaml, entries, what, "method").map(this::methods).orElse(Set.of());
    Optional<String> action =
        fields
            .require(yaml, entries, what, "action")
            .flatMap(node -> fields.text("`action` of a route", node));
    Optional<String> host =
        YamlFields.find(entries, "host").isEmpty()
            ? Optional.of("")
            : YamlFields.find(entries, "host").flatMap(this::host);
    Optional<Resource> resource =
        fields.require(yaml, entries, what, "resource").flatMap(node -> resource(node, path));
    Optional<PrincipalRule> principal = routePrincipal(yaml, entries, otherwise, given);
    if (path.isEmpty()
        || methods.isEmpty()
        || action.isEmpty()
        || host.isEmpty()
        || resource.isEmpty()
        || principal.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HttpRoute(
            methods,
            host.get(),
            path.get(),
            principal.get(),
            new EntityUid(ACTION, action.get()),
            resource.get().type(),
            resource.get().id()));
  }

  /// The route's own, or else that of all.
  private Optional<PrincipalRule> routePrincipal(
      Yaml yaml, List<Yaml.Entry> entries, Optional<PrincipalRule> otherwise, boolean given) {
    Optional<Yaml> own = YamlFields.find(entries, "principal");
    if (own.isPresent()) {
      return principal("a route", own.get());
    }
    if (!given) {
      fields.add(
          yaml.span(),
          "a route does not say who acts",
          "add `principal` to it or to `http`, as `{type: Service, from: header x-client}`");
    }
    return otherwise;
  }

  private Optional<PrincipalRule> principal(String where, Yaml yaml) {
    String what = "`principal` of " + where;
    List<Yaml.Entry> entries = fields.entries(what, yaml, List.of("type", "from"));
    Optional<Name> type =
        fields.require(yaml, entries, what, "type").flatMap(node -> fields.entityType(what, node));
    Optional<PrincipalRule.Source> from =
        fields.require(yaml, entries, what, "from").flatMap(node -> source(what, node));
    return type.flatMap(name -> from.map(source -> new PrincipalRule(name, source)));
  }

  private Optional<PrincipalRule.Source> source(String what, Yaml yaml) {
    Optional<String> text = fields.text("`from` in " + what, yaml);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (text.get()) {
      case "credential" -> Optional.of(new PrincipalRule.Source.Credential());
      case "certificate" -> Optional.of(new PrincipalRule.Source.Certificate());
      case "token" -> Optional.of(new PrincipalRule.Source.Token());
      case String other -> headerSource(what, yaml, other);
    };
  }

  private Optional<PrincipalRule.Source> headerSource(String what, Yaml yaml, String text) {
    Optional<String> name =
        text.startsWith("header ") ? header(text.substring("header ".length())) : Optional.empty();
    if (name.isEmpty()) {
      fields.add(
          yaml.span(),
          "unknown `from` in " + what + ": `" + text + "`",
          "known are `header NAME`, `credential`, `certificate`, `token`");
      return Optional.empty();
    }
    if (CredentialNames.contains(name.get())) {
      fields.add(
          yaml.span(),
          "the header `" + name.get() + "` carries credentials, which are masked",
          "have the gateway validate it and name the principal in another header, or take `token`");
      return Optional.empty();
    }
    return name.map(PrincipalRule.Source.Header::new);
  }

  private Set<String> methods(Yaml yaml) {
    Set<String> methods = new LinkedHashSet<>();
    for (String method : fields.texts("`method` of a route", yaml)) {
      if (METHOD.matcher(method).matches()) {
        methods.add(method);
      } else {
        fields.add(
            yaml.span(), "`" + method + "` is no method", "write it in capital letters, as `GET`");
      }
    }
    return methods;
  }

  private Optional<String> host(Yaml yaml) {
    Optional<String> text =
        fields.text("`host` of a route", yaml).map(host -> host.toLowerCase(Locale.ROOT));
    if (text.isPresent() && !HOST.matcher(text.get()).matches()) {
      fields.add(
          yaml.span(), "`" + text.get() + "` is no host", "write a name without port or scheme");
      return Optional.empty();
    }
    return text;
  }

  private record Resource(Name type, IdTemplate id) {}

  private Optional<Resource> resource(Yaml yaml, Optional<PathPattern> path) {
    String what = "`resource` of a route";
    List<Yaml.Entry> entries = fields.entries(what, yaml, List.of("type", "id"));
    Optional<Name> type =
        fields.require(yaml, entries, what, "type").flatMap(node -> fields.entityType(what, node));
    Optional<Yaml> node = fields.require(yaml, entries, what, "id");
    Optional<IdTemplate> id =
        node.flatMap(text -> parsed("`id` in " + what, text, IdTemplate::parse));
    if (id.isEmpty() || path.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    for (String variable : id.get().variables()) {
      if (!path.get().variables().contains(variable)) {
        fields.add(
            node.orElse(yaml).span(),
            "the path `" + path.get() + "` has no variable `{" + variable + "}`",
            "name one of its own");
        return Optional.empty();
      }
    }
    return Optional.of(new Resource(type.get(), id.get()));
  }

  private <T> Optional<T> parsed(String what, Yaml yaml, Function<String, T> parse) {
    Optional<String> text = fields.text(what, yaml);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text.get()));
    } catch (IllegalArgumentException e) {
      fields.add(
          yaml.span(), what + " " + e.getMessage(), "write one such as `/orders/{id}` or `{id}`");
      return Optional.empty();
    }
  }
}
