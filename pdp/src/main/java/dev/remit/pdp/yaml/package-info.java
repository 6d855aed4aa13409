/// A small part of YAML 1.2, with the place of everything: scalars, lists and mappings with text
/// keys. Anchors, aliases, tags and second documents are refused.
///
/// Read [dev.remit.pdp.yaml.Yaml], then [dev.remit.pdp.yaml.YamlReader]. Alone in knowing
/// snakeyaml-engine; knows nothing of what the text means.
@NullMarked
package dev.remit.pdp.yaml;

import org.jspecify.annotations.NullMarked;
