package dev.remit.conformance.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;

/// A policy set in the shape the official engine is handed: static policies and templates by id,
/// each as Cedar text or in its JSON form, and links.
public final class OraclePolicies {
  private final ObjectNode policies = JsonNodeFactory.instance.objectNode();
  private final ObjectNode templates = JsonNodeFactory.instance.objectNode();
  private final ArrayNode links = JsonNodeFactory.instance.arrayNode();

  /// Static policies named `policy0`, `policy1`, … as the official parser names them.
  public static OraclePolicies ofTexts(List<String> texts) {
    OraclePolicies set = new OraclePolicies();
    for (int i = 0; i < texts.size(); i++) {
      set.addText("policy" + i, texts.get(i));
    }
    return set;
  }

  public static OraclePolicies ofText(String text) {
    return ofTexts(List.of(text));
  }

  public OraclePolicies addText(String id, String text) {
    policies.put(id, text);
    return this;
  }

  public OraclePolicies addJson(String id, String json) {
    policies.putRawValue(id, new RawValue(json));
    return this;
  }

  public OraclePolicies addTemplateText(String id, String text) {
    templates.put(id, text);
    return this;
  }

  public OraclePolicies addTemplateJson(String id, String json) {
    templates.putRawValue(id, new RawValue(json));
    return this;
  }

  /// `values` is a JSON object from `?principal`, `?resource` to entity uids.
  public OraclePolicies addLink(String template, String id, String values) {
    links
        .addObject()
        .put("templateId", template)
        .put("newId", id)
        .putRawValue("values", new RawValue(values));
    return this;
  }

  String json() {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    set.set("staticPolicies", policies);
    set.set("templates", templates);
    set.set("templateLinks", links);
    return set.toString();
  }
}
