package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.value.EntityUid;
import dev.remit.pdp.flow.Selection;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.Provenance;
import dev.remit.pdp.request.RawRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools that a bundle has manifests of.
final class BundleToolsTest {
  private static final String SCHEMA =
      """
      entity Agent, Service;
      entity Tool { effects: Set<String>, primary: String, byId: Bool };
      action call, own appliesTo { principal: Agent, resource: [Tool, Service] };
      """;

  @TempDir Path folder;

  private BundleFixture bundle(String more, String schema) {
    return new BundleFixture(folder)
        .write("remit.yaml", "name: test\nowner: x\n" + more)
        .write("schema.cedarschema", schema)
        .policies("permit(principal, action, resource);");
  }

  private static MappedRequest map(Bundle bundle, String tool) {
    return bundle
        .mapping()
        .map(new RawRequest.ToolCall("t", "anna", tool, Json.object(), Provenance.ABSENT));
  }

  @Test
  void aToolWithAManifestIsAResourceOfTheActionCall() {
    Bundle bundle = bundle("", SCHEMA).write("tools/a.json", "[{\"name\": \"get_x\"}]").read();
    MappedRequest.Mapped mapped = (MappedRequest.Mapped) map(bundle, "get_x");
    assertThat(mapped.action()).isEqualTo(EntityUid.of("Action", "call"));
    assertThat(mapped.resources()).containsExactly(EntityUid.of("Tool", "get_x"));
    assertThat(bundle.entities().attributes(EntityUid.of("Tool", "get_x")))
        .hasToString("{\"byId\": false, \"effects\": [\"read\"], \"primary\": \"read\"}");
    assertThat(map(bundle, "get_y")).isInstanceOf(MappedRequest.Refused.class);
  }

  @Test
  void aRuleOfTheMappingGoesFirst() {
    Bundle bundle =
        bundle("mapping: {tools: {own: {resource: {type: Service, id: s}}}}\n", SCHEMA)
            .write("tools/a.json", "[{\"name\": \"own\"}]")
            .read();
    MappedRequest.Mapped mapped = (MappedRequest.Mapped) map(bundle, "own");
    assertThat(mapped.action()).isEqualTo(EntityUid.of("Action", "own"));
    assertThat(mapped.resources()).containsExactly(EntityUid.of("Service", "s"));
  }

  @Test
  void aManifestIsAPartOfTheDigest() {
    Bundle one = bundle("", SCHEMA).write("tools/a.json", "[{\"name\": \"get_x\"}]").read();
    Bundle other = bundle("", SCHEMA).write("tools/a.json", "[{\"name\": \"get_y\"}]").read();
    assertThat(one.digest()).isNotEqualTo(other.digest());
  }

  @Test
  void whatIsWrongWithToolsIsAllReported() {
    BundleFixture bundle =
        bundle("", "entity Agent; action call appliesTo { principal: Agent, resource: Agent };")
            .write("tools/a.json", "[{\"name\": \"x\"}, {}]")
            .write("tools/b.json", "[{\"name\": \"y\"}]")
            .write("tools/c.json", "[{\"name\": \"y\"}]");
    assertThat(bundle.mistakes())
        .anyMatch(line -> line.startsWith("tools/a.json:1:17: a tool without a name"))
        .anyMatch(line -> line.startsWith("tools/c.json:1:1: tool `y` is in another file too"))
        .anyMatch(line -> line.startsWith("schema.cedarschema:1:1: no entity type `Tool`"));
  }

  @Test
  void whatSelectsIsTextUnlessTheBundleSaysStructure() {
    assertThat(bundle("", SCHEMA).read().manifest().selection()).isEqualTo(Selection.TEXT);
    assertThat(bundle("flow: {select: structure}\n", SCHEMA).read().manifest().selection())
        .isEqualTo(Selection.STRUCTURE);
    assertThat(bundle("flow: {select: all}\n", SCHEMA).mistakes())
        .singleElement()
        .asString()
        .contains("unknown `select` of `flow`: `all`; known are `text`, `structure`");
  }
}
