package dev.remit.cli.input;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.PolicyJson;
import dev.remit.cedar.json.PolicySetJson;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One policy set and the files it was read from: several of Cedar text, or one of JSON.
public record PolicyFiles(PolicySet set, List<Source> sources) {
  public PolicyFiles {
    Objects.requireNonNull(set, "set");
    sources = List.copyOf(sources);
  }

  /// A policy's id is its annotation `@id` if it has one, else `policyN` by its position in all
  /// files; in a JSON policy set the ids are given. `links` is a file too.
  public static PolicyFiles read(List<String> files, Optional<String> links, Inputs inputs)
      throws Fault, SyntaxException {
    List<Source> sources = sources(files, inputs);
    PolicySet set = read(sources);
    return new PolicyFiles(
        links.isPresent() ? LinkFile.link(set, inputs.read(links.get())) : set, sources);
  }

  private static List<Source> sources(List<String> files, Inputs inputs) throws Fault {
    Attempts attempts = new Attempts();
    List<Source> sources = new ArrayList<>();
    files.forEach(file -> attempts.attempt(() -> inputs.read(file)).ifPresent(sources::add));
    attempts.refuseIfAny();
    return sources;
  }

  /// The set that is written in `sources`.
  public static PolicySet read(List<Source> sources) throws Fault, SyntaxException {
    Optional<Source> json =
        sources.stream().filter(source -> Form.of(source) == Form.JSON).findFirst();
    if (json.isEmpty()) {
      return PolicySetReader.read(sources, PolicyNaming.BY_ANNOTATION);
    }
    if (sources.size() > 1) {
      throw new Fault(
          json.get().name() + ": policies as JSON must be one file; name it alone, or convert it");
    }
    return readJson(json.get());
  }

  private static PolicySet readJson(Source source) throws SyntaxException {
    if (!isSinglePolicy(source)) {
      return PolicySetJson.read(source);
    }
    Policy policy = PolicyJson.read(source);
    PolicyId id = policy.annotation("id").map(PolicyId::new).orElse(PolicyId.ofPosition(0));
    return new PolicySet(Map.of(id, policy), List.of());
  }

  /// Whether a JSON text is one policy rather than a set of them.
  public static boolean isSinglePolicy(Source source) {
    String text = source.text();
    return text.contains("\"effect\"")
        && !text.contains("\"staticPolicies\"")
        && !text.contains("\"templateLinks\"");
  }

  /// The file that each policy, template and link was written in; of a link, that of its template.
  /// Reads the files again.
  public Map<PolicyId, Source> origins() {
    Map<PolicyId, Source> origins = new HashMap<>();
    Iterator<PolicyId> ids = set.sources().keySet().iterator();
    for (Source source : sources) {
      int policies = Form.of(source) == Form.JSON ? set.sources().size() : count(source);
      for (int i = 0; i < policies && ids.hasNext(); i++) {
        origins.put(ids.next(), source);
      }
    }
    for (PolicySet.Link link : set.links()) {
      Source template = origins.get(link.template());
      if (template != null) {
        origins.put(link.id(), template);
      }
    }
    return origins;
  }

  private static int count(Source source) {
    try {
      return PolicyParser.parse(source).size();
    } catch (SyntaxException e) {
      throw new IllegalStateException("read before, and refused now", e);
    }
  }
}
