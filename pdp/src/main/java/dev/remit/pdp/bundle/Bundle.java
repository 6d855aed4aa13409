package dev.remit.pdp.bundle;

import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.Schema;
import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.task.BundleEffects;
import dev.remit.pdp.task.PolicyEffects;
import dev.remit.pdp.tool.Tools;
import java.util.Map;
import java.util.Objects;

/// One immutable version of everything a decision rests on beside the request: manifest with
/// mapping, policies, schema and entities. Two bundles of one digest are the same bundle.
public final class Bundle {
  private final BundleDigest digest;
  private final Manifest manifest;
  private final PolicyEngine engine;
  private final Schema schema;
  private final Entities entities;
  private final BundleEffects effects;
  private final Tools tools;
  private final Mapping mapping;

  Bundle(
      BundleDigest digest,
      Manifest manifest,
      PolicySet policies,
      Schema schema,
      Entities entities,
      Map<PolicyId, PolicyEffects> effects,
      Tools tools) {
    this.digest = Objects.requireNonNull(digest, "digest");
    this.manifest = Objects.requireNonNull(manifest, "manifest");
    this.engine = PolicyEngine.compile(policies, entities);
    this.schema = Objects.requireNonNull(schema, "schema");
    this.entities = Objects.requireNonNull(entities, "entities");
    this.effects = new BundleEffects(effects, manifest.tasks().classification());
    this.tools = Objects.requireNonNull(tools, "tools");
    this.mapping = manifest.mapping().declaring(tools.names());
  }

  public BundleDigest digest() {
    return digest;
  }

  public Manifest manifest() {
    return manifest;
  }

  public PolicySet policies() {
    return engine.policySet();
  }

  public PolicyEngine engine() {
    return engine;
  }

  public Schema schema() {
    return schema;
  }

  /// What its permits and resources do to the task of a request.
  public BundleEffects effects() {
    return effects;
  }

  /// That of the manifest, in which the tools that the bundle knows are mapped too.
  public Mapping mapping() {
    return mapping;
  }

  /// Those of which the bundle has manifests.
  public Tools tools() {
    return tools;
  }

  /// Those of the bundle's files, its tools, and the actions of its schema.
  public Entities entities() {
    return entities;
  }

  @Override
  public String toString() {
    return manifest.name() + " " + digest.brief();
  }
}
