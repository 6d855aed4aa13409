/// A small part of YAML 1.2, with the place of everything: scalars, lists and mappings with text
/// keys. Anchors, aliases, tags and second documents are refused.
///
/// Read [dev.remit.pdp.yaml.Yaml], [dev.remit.pdp.yaml.YamlReader], then `YamlPlaces`. Alone in
/// knowing snakeyaml-engine; of what the text means it knows how [times][dev.remit.pdp.yaml.Times]
/// are written, and nothing else.
///
/// Source: YAML 1.2.2; ADR 0004 says which part of it.
@NullMarked
package dev.remit.pdp.yaml;

import org.jspecify.annotations.NullMarked;
