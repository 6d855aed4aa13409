package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.mapping.PrincipalRule;
import dev.remit.pdp.mapping.ResourceRule;
import dev.remit.pdp.mapping.ToolRule;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.pdp.sensitive.Masking;
import dev.remit.pdp.sensitive.SensitivePath;
import dev.remit.pdp.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `sensitive` of `remit.yaml`.
final class SensitiveReader {
  private static final String MASK = "mask";
  private static final String ENCRYPT = "encrypt";

  private final YamlFields fields;
  private final Mapping mapping;
  private final List<SensitivePath> masked = new ArrayList<>();
  private final List<SensitivePath> encrypted = new ArrayList<>();

  SensitiveReader(YamlFields fields, Mapping mapping) {
    this.fields = fields;
    this.mapping = mapping;
  }

  /// What was read; credentials alone before.
  Masking masking() {
    return new Masking(masked);
  }

  EncryptedFields encrypted() {
    return new EncryptedFields(encrypted);
  }

  void read(Yaml yaml) {
    List<Yaml.Entry> entries = fields.entries("`sensitive`", yaml, List.of(MASK, ENCRYPT));
    YamlFields.find(entries, MASK)
        .ifPresent(list -> addPaths(MASK, list, Masking.PATHS_MAX, masked));
    YamlFields.find(entries, ENCRYPT)
        .ifPresent(list -> {
          addPaths(ENCRYPT, list, EncryptedFields.PATHS_MAX, encrypted);
          requireNoneTwice(list.span());
        });
  }

  private void addPaths(String key, Yaml yaml, int pathsMax, List<SensitivePath> paths) {
    for (String text : fields.texts("`" + key + "`", yaml)) {
      if (paths.size() == pathsMax) {
        fields.add(
            yaml.span(), "`" + key + "` has more than " + pathsMax + " paths", "use `*` in one");
        return;
      }
      try {
        SensitivePath path = SensitivePath.parse(text);
        requireNoResource(key, yaml.span(), path);
        requireNoGatewayRequest(key, yaml.span(), path);
        paths.add(path);
      } catch (IllegalArgumentException e) {
        fields.add(
            yaml.span(),
            "`" + text + "` is no path of a field: it " + e.getMessage(),
            "write one such as `arguments.password` or `context.*.token`");
      }
    }
  }

  private void requireNoneTwice(Span span) {
    for (SensitivePath path : encrypted) {
      if (masked.contains(path)) {
        fields.add(
            span,
            "`" + path + "` is masked and encrypted",
            "mask it, and it is gone, or encrypt it, and it can be replayed");
      }
    }
  }

  /// A masked resource would be one and the same for all calls; one to be encrypted would be in
  /// clear among the resources of the record.
  private void requireNoResource(String key, Span span, SensitivePath path) {
    for (Map.Entry<String, ToolRule> tool : mapping.tools().entrySet()) {
      if (tool.getValue().resource() instanceof ResourceRule.Named named
          && named.arguments().stream().anyMatch(path::isArgument)) {
        fields.add(
            span,
            "`"
                + path
                + "` is "
                + (key.equals(MASK) ? "masked" : "encrypted")
                + ", and names the resource of the tool `"
                + tool.getKey()
                + "`",
            key + " another field, or name the resource by another argument");
      }
    }
  }

  /// Of what a gateway or an API server asks, headers, query parameters and extra fields alone can
  /// be masked or encrypted, and none that names the principal: the rest is what is decided about.
  private void requireNoGatewayRequest(String key, Span span, SensitivePath path) {
    boolean asked = !mapping.http().routes().isEmpty() || mapping.kubernetes() != null;
    if (asked && path.mayBegin(SensitivePath.Part.CONTEXT, "request") && !isFieldOfRequest(path)) {
      fields.add(
          span,
          "`" + path + "` may be what a request of a gateway is about, or who acts in it",
          key + " a single field, as `context.request.headers.x-pin`");
    }
  }

  private boolean isFieldOfRequest(SensitivePath path) {
    List<String> names = path.names();
    return switch (names.size()) {
      case 3 ->
          names.get(1).equals("query") || (names.get(1).equals("headers") && !isPrincipal(path));
      case 4 -> names.get(1).equals("user") && names.get(2).equals("extra");
      default -> false;
    };
  }

  private boolean isPrincipal(SensitivePath header) {
    return mapping.http().principals().stream()
        .anyMatch(rule ->
            rule.from() instanceof PrincipalRule.Source.Header(String name)
                && header.mayHave(2, name));
  }
}
