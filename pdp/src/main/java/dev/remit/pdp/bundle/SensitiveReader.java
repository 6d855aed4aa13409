package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.mapping.ResourceRule;
import dev.remit.pdp.mapping.ToolRule;
import dev.remit.pdp.sensitive.Masking;
import dev.remit.pdp.sensitive.SensitivePath;
import dev.remit.pdp.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `sensitive` of `remit.yaml`.
final class SensitiveReader {
  private final YamlFields fields;
  private final Mapping mapping;

  SensitiveReader(YamlFields fields, Mapping mapping) {
    this.fields = fields;
    this.mapping = mapping;
  }

  Masking masking(Yaml yaml) {
    List<Yaml.Entry> entries = fields.entries("`sensitive`", yaml, List.of("mask"));
    List<SensitivePath> paths = new ArrayList<>();
    YamlFields.find(entries, "mask").ifPresent(mask -> addPaths(mask, paths));
    return new Masking(paths);
  }

  private void addPaths(Yaml yaml, List<SensitivePath> paths) {
    for (String text : fields.texts("`mask`", yaml)) {
      if (paths.size() == Masking.PATHS_MAX) {
        fields.add(
            yaml.span(), "`mask` has more than " + Masking.PATHS_MAX + " paths", "use `*` in one");
        return;
      }
      try {
        SensitivePath path = SensitivePath.parse(text);
        requireNoResource(yaml.span(), path);
        paths.add(path);
      } catch (IllegalArgumentException e) {
        fields.add(
            yaml.span(),
            "`" + text + "` is no path of a field: it " + e.getMessage(),
            "write one such as `arguments.password` or `context.*.token`");
      }
    }
  }

  /// All calls with a masked resource would be about one and the same.
  private void requireNoResource(Span span, SensitivePath path) {
    for (Map.Entry<String, ToolRule> tool : mapping.tools().entrySet()) {
      if (tool.getValue().resource() instanceof ResourceRule.Named named
          && named.arguments().stream().anyMatch(path::isArgument)) {
        fields.add(
            span,
            "`" + path + "` is masked, and names the resource of the tool `" + tool.getKey() + "`",
            "mask another field, or name the resource by another argument");
      }
    }
  }
}
