package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.mapping.ArgumentRule;
import dev.remit.pdp.mapping.MappingLimits;
import dev.remit.pdp.mapping.ResourcePart;
import dev.remit.pdp.mapping.ResourceRule;
import dev.remit.pdp.mapping.ToolRule;
import dev.remit.pdp.yaml.YamlReader;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ManifestReaderTest {
  private static final Path GOLDEN =
      SharedData.projectRoot().resolve("pdp/src/test/resources/golden");

  private static List<Diagnostic> refused(String text) {
    SyntaxException thrown =
        catchThrowableOfType(
            SyntaxException.class, () -> ManifestReader.read(new Source("remit.yaml", text)));
    assertThat(thrown).as(text).isNotNull();
    return thrown.diagnostics();
  }

  private static String headline(String text) {
    return refused(text).getFirst().headline();
  }

  private static ToolRule rule(Manifest manifest, String tool) {
    return Objects.requireNonNull(manifest.mapping().tools().get(tool), tool);
  }

  private static String sensitive(String mask) {
    return """
    name: shop
    owner: team@shop.example
    mapping:
      tools:
        pay: {resource: {type: Account, arguments: [to, cc]}}
    sensitive:
      mask: %s
    """
        .formatted(mask);
  }

  @Test
  void whatIsMaskedIsReadAsWritten() throws SyntaxException {
    Manifest manifest =
        ManifestReader.read(
            new Source("remit.yaml", sensitive("[arguments.pin, context.*.token]")));
    assertThat(manifest.masking().paths().toString()).isEqualTo("[arguments.pin, context.*.token]");
  }

  @Test
  void whatIsEncryptedIsReadAsWritten() throws SyntaxException {
    String text = sensitive("arguments.pin") + "  encrypt: [arguments.card, 'subject.*.iban']\n";
    Manifest manifest = ManifestReader.read(new Source("remit.yaml", text));
    assertThat(manifest.masking().paths()).hasToString("[arguments.pin]");
    assertThat(manifest.encrypted().paths()).hasToString("[arguments.card, subject.*.iban]");
    assertThat(
            ManifestReader.read(new Source("remit.yaml", sensitive("context.a")))
                .encrypted()
                .isEmpty())
        .isTrue();
  }

  @Test
  void whatCannotBeEncryptedIsRefused() {
    String encrypt = sensitive("arguments.pin").replace("mask: arguments.pin", "encrypt: %s");
    assertThat(headline(encrypt.formatted("[card]")))
        .contains("`card` is no path of a field: it begins with none of `arguments`");
    assertThat(headline(encrypt.formatted("arguments.to")))
        .contains("`arguments.to` is encrypted, and names the resource of the tool `pay`");
    assertThat(headline(sensitive("[context.a, context.b]") + "  encrypt: [context.b]\n"))
        .contains("`context.b` is masked and encrypted");
  }

  @Test
  void whatCannotBeMaskedIsRefused() {
    assertThat(headline(sensitive("[password]")))
        .contains("`password` is no path of a field: it begins with none of `arguments`");
    assertThat(headline(sensitive("arguments")))
        .contains("`arguments` is no path of a field: it does not name 1 to 16 members");
    for (String path : List.of("arguments.cc", "arguments.*")) {
      assertThat(headline(sensitive("['" + path + "']")))
          .contains("`" + path + "` is masked, and names the resource of the tool `pay`");
    }
    assertThat(headline(sensitive("[]"))).contains("`mask` is empty");
    assertThat(headline(sensitive("a").replace("mask:", "hide:")))
        .contains("unknown key `hide` in `sensitive`");
  }

  @Test
  void rulesAreReadAsWritten() throws SyntaxException {
    Manifest manifest =
        ManifestReader.read(
            new Source(
                "remit.yaml",
                """
                name: shop
                owner: team@shop.example
                mapping:
                  agents: Shop::Bot
                  tools:
                    send_money:
                      resource: {type: Account, arguments: recipient}
                      arguments:
                        amount: {as: minor-units, digits: 2}
                        rating: {as: decimal}
                    mail:
                      resource: {type: MailDomain, arguments: [to, cc], part: mail-domain}
                """));
    assertThat(manifest.name()).isEqualTo("shop");
    assertThat(manifest.owner()).isEqualTo("team@shop.example");
    assertThat(manifest.mapping().agentType()).isEqualTo(new Name("Shop::Bot"));
    assertThat(rule(manifest, "send_money").arguments())
        .containsEntry("amount", new ArgumentRule.MinorUnits(2))
        .containsEntry("rating", new ArgumentRule.AsDecimal());
    assertThat(rule(manifest, "mail").resource())
        .isEqualTo(
            new ResourceRule.Named(
                new Name("MailDomain"), List.of("to", "cc"), ResourcePart.MAIL_DOMAIN, null));
  }

  @Test
  void everyMistakeIsReportedWithItsPlace() {
    String text =
        """
        nme: shop
        owner: ""
        mapping:
          agents: 1x
          tols: {}
          tools:
            a: {}
            b: {resource: {type: X}}
            c: {resource: {type: X, id: "", arguments: x, part: whole}}
            d: {resource: {type: X, arguments: [], part: half}}
            e: {resource: {type: X, id: y}, arguments: {n: {as: cents}, m: {as: minor-units}}}
            f: {resource: {type: X, id: y}, arguments: {n: {as: decimal, digits: 2}}}
            g: {resource: {type: X, id: y}, arguments: {n: {as: minor-units, digits: 10}}}
            h: [1]
        """;
    Golden.check(
        GOLDEN.resolve("manifest-mistakes.txt"),
        refused(text).stream().map(Diagnostic::render).collect(lines()));
  }

  @Test
  void brokenYamlIsRefusedWithItsPlace() {
    assertThat(headline("name: [a\nowner: b\n")).startsWith("remit.yaml:");
    assertThat(headline(""))
        .isEqualTo("remit.yaml:1:1: the file is empty; write `name`, `owner` and `mapping`");
    assertThat(headline("name: a\nname: b\nowner: c\n"))
        .isEqualTo("remit.yaml:2:1: `name` is given twice; remove one of them");
    assertThat(headline("name: &x a\nowner: *x\n"))
        .isEqualTo("remit.yaml:1:7: anchors and aliases are not used here; write it out");
    assertThat(headline("name: !!str a\nowner: b\n"))
        .isEqualTo("remit.yaml:1:7: tags are not used here; remove it");
    assertThat(headline("name: a\n---\nname: b\n")).contains("a second document; remove it");
    assertThat(headline("a: \u0001\n")).startsWith("remit.yaml:");
  }

  @Test
  void malformedYamlIsToldInPlainWords() {
    String told =
        Stream.of(
                "name: [a\nowner: b\n",
                "name: {a: 1\nowner: b\n",
                "name: \"a\nowner: b\n",
                "name: a\nowner\nmapping: {}\n",
                "name: a: b\nowner: c\n",
                "name: a\n\towner: c\n",
                "name: a\n\tb: c\nowner: d\n",
                "name: a\n  owner: c\n",
                "name: a\nowner: b\n mapping: {}\n",
                "mapping:\n  tools:\n    a: {}\n   b: {}\n",
                "name: @a\n",
                "name: `a`\n",
                "name: %a\n",
                "name: \"\\q\"\n",
                "name: |\n a\nb\n",
                "- a\nname: b\n",
                "name: a\n- b\n",
                "? [a]\n: b\n",
                "just words\n",
                "name: a\u0001\n",
                "name: *none\n",
                "!!map {name: a}\n",
                "%FOO\nname: a\n",
                "name: a\nowner: b\n...\nmore\n",
                "name: a\nowner: b\n---\nname: c\n",
                "\uFEFFname: a\nowner: b\nmaping:\n")
            .map(text -> text + refused(text).stream().map(Diagnostic::render).collect(lines()))
            .collect(Collectors.joining("\n"));
    Golden.check(GOLDEN.resolve("manifest-malformed.txt"), told);
  }

  private static Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n", "", "\n");
  }

  @Test
  void placesCountCodePointsAfterAnyCharacter() {
    assertThat(headline("name: \"🦊🦊\"\nowner: x\n\"🦊\": y\n"))
        .isEqualTo(
            "remit.yaml:3:1: unknown key `🦊` in the bundle; known are `name`, `owner`, `parts`,"
                + " `mapping`, `sensitive`, `freshness`, `delegation`, `tasks`, `flow`,"
                + " `resources`");
  }

  @Test
  void nestingIsBounded() {
    int max = YamlReader.DEPTH_MAX;
    assertThat(headline("x: " + "[".repeat(max - 1) + "]".repeat(max - 1)))
        .contains("unknown key `x`");
    assertThat(headline("x: " + "[".repeat(max + 1) + "]".repeat(max + 1)))
        .contains("nested more than 16 deep");
    assertThat(headline("x: " + "[".repeat(100_000))).contains("nested more than 16 deep");
  }

  @Test
  void toolsOfOneMappingAreBounded() throws SyntaxException {
    assertThat(
            ManifestReader.read(new Source("remit.yaml", tools(MappingLimits.TOOLS_MAX)))
                .mapping()
                .tools())
        .hasSize(MappingLimits.TOOLS_MAX);
    assertThat(headline(tools(MappingLimits.TOOLS_MAX + 1))).contains("more than 10000 tools");
  }

  private static String tools(int count) {
    StringBuilder text = new StringBuilder("name: a\nowner: b\nmapping:\n  tools:\n");
    for (int i = 0; i < count; i++) {
      text.append("    t").append(i).append(": {resource: {type: T, id: x}}\n");
    }
    return text.toString();
  }

  @Test
  void lengthIsBounded() throws SyntaxException {
    String start = "name: a\nowner: b\n#";
    String longest = start + "x".repeat(YamlReader.LENGTH_MAX - start.length());
    assertThat(ManifestReader.read(new Source("remit.yaml", longest)).name()).isEqualTo("a");
    assertThat(headline(longest + "x")).contains("longer than 4194304 characters");
  }
}
