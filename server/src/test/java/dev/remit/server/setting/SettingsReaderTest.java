package dev.remit.server.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.store.data.TenantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {
  private static Settings read(String yaml) throws SyntaxException {
    return SettingsReader.read(new Source("remit.yaml", yaml));
  }

  @Test
  void whatTheFileLeavesOutHasItsDefault() throws SyntaxException {
    assertThat(read("listen: {port: 9000}"))
        .isEqualTo(SettingsReader.with(SettingsReader.defaults(), null, null, 9000));
  }

  @Test
  void valuesAreReadWithTheirUnits() throws SyntaxException {
    Settings settings =
        read(
            """
            bundle: policies
            log: {keeping: durable}
            limits: {body: 64KiB, request: 500ms}
            """);
    assertThat(settings.bundle()).isEqualTo(Path.of("policies"));
    assertThat(settings.log().keeping()).isEqualTo(Settings.Keeping.DURABLE);
    assertThat(settings.limits().body().bytes()).isEqualTo(65_536);
    assertThat(settings.limits().request()).isEqualTo(Duration.ofMillis(500));
  }

  private static String issuer(String name, String more) {
    return "%1$s: {issuer: 'https://%1$s.example', jwks: 'https://%1$s.example/keys', audiences: [remit], %2$s}"
        .formatted(name, more);
  }

  /// A gateway sees what clients present, and equal subjects of two issuers are not one principal.
  @Test
  void tokensOfClientsAreApartFromThoseOfCallersAndTheirIssuersFromEachOther()
      throws SyntaxException {
    String clients = "presenters: [clients], subject-type: User";
    String both = "presenters: [callers, clients], client-audiences: ";
    for (String good :
        List.of(
            issuer("a", clients) + ", " + issuer("b", "subject-type: User"),
            issuer("a", clients) + ", " + issuer("b", "presenters: [clients]"),
            issuer("a", both + "[shop]"),
            issuer("a", clients + ", actor-type: Agent"),
            issuer("a", clients + ", actor-type: User"),
            issuer("a", clients) + ", " + issuer("b", "presenters: [transactions]"),
            issuer("a", clients + ", trust-domain: a")
                + ", "
                + issuer("b", clients + ", trust-domain: b"))) {
      assertThat(read("issuers: {" + good + "}").issuers()).as(good).isNotEmpty();
    }
    for (String bad :
        List.of(
            issuer("a", clients) + ", " + issuer("b", clients),
            issuer("a", clients) + ", " + issuer("b", "presenters: [clients], actor-type: User"),
            issuer("a", clients + ", actor-type: Agent, trust-domain: a"),
            issuer("a", clients + ", actor-type: 'no type'"),
            issuer("a", clients) + ", " + issuer("b", clients + ", trust-domain: b"),
            issuer("a", both + "[]"),
            issuer("a", both + "[shop, remit]"),
            issuer("a", "client-audiences: [shop]"))) {
      assertThatThrownBy(() -> read("issuers: {" + bad + "}")).as(bad).hasMessageContaining("mend");
    }
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    assertThatThrownBy(() ->
            read(
                """
                bundel: policies
                listen: {port: many, tls: {certificate: chain.pem}}
                log: durable
                limits: {body: 3 apples}
                """))
        .hasMessageStartingWith(
            "remit.yaml:1:1: unknown setting `bundel`; known here are `bundle`, ")
        .hasMessageEndingWith(
            """

            remit.yaml:2:16: `listen.port` is `many`; write a whole number from 0 to 2147483647
            remit.yaml:2:27: `listen.tls`: `certificate` and `key` go together; mend it
            remit.yaml:3:6: `log` is a scalar; write a mapping
            remit.yaml:4:16: `limits.body` is `3 apples`; write a size, as `16KiB`, `1MiB` or a number of bytes\
            """);
  }

  @Test
  void aSourceOwnsTypesThatNobodyElseDoesAndIsReadFromASafePlace() {
    assertThatThrownBy(() ->
            read(
                """
                sources:
                  a: {url: "http://cmdb.example.org/w", types: [Workload]}
                  b: {url: "https://cmdb.example.org/w", types: ["App::Action"]}
                  c: {url: "https://cmdb.example.org/w", types: [], every: 500ms}
                  d: {url: "https://cmdb.example.org/w", types: [T], every: 500ms}
                  e: {url: "https://cmdb.example.org/w", types: [T], shrink-percent: 101}
                """))
        .hasMessage(
            """
            remit.yaml:2:12: `sources.a.url` is `http://cmdb.example.org/w`; write an `https:` or `file:` URL, or an `http:` one of this machine
            remit.yaml:3:6: `sources.b`: `types` has `App::Action`, no type of entities that can be put; mend it
            remit.yaml:4:6: `sources.c`: `types` has none; name at least one; mend it
            remit.yaml:5:6: `sources.d`: `every` is less than `1s`, or `timeout` is none; mend it
            remit.yaml:6:6: `sources.e`: `shrink-percent` is more than 100; mend it\
            """);
    assertThatThrownBy(() ->
            read(
                """
                sources:
                  a: {url: "https://cmdb.example.org/w", types: [T, U]}
                  b: {url: "file:///w.json", types: [U]}
                """))
        .hasMessageContaining("`U` is in the `types` of `a` and of `b`");
    assertThatThrownBy(() -> read("sources: {A b: {url: \"file:///w.json\", types: [U]}}"))
        .hasMessageContaining("`A b` is no name of a source");
  }

  @Test
  void tenantsAreNamedInPlainWordsAndTheDefaultOneIsTheFirst() throws SyntaxException {
    Settings settings = read("{bundle: own, tenants: {globex: {bundle: g}, acme-2: {bundle: a}}}");
    assertThat(settings.bundles())
        .containsExactly(
            Map.entry(TenantId.DEFAULT, Path.of("own")),
            Map.entry(new TenantId("globex"), Path.of("g")),
            Map.entry(new TenantId("acme-2"), Path.of("a")));
    assertThat(SettingsReader.with(settings, Path.of("other"), null, null).bundles())
        .hasSize(3)
        .containsEntry(TenantId.DEFAULT, Path.of("other"));
  }

  @Test
  void everyNameOfATenantThatIsNoneIsTold() {
    String long33 = "a".repeat(33);
    for (String name : List.of("Acme", "..", "a/b", "1a", "default", "a.b", long33, "\u00fc")) {
      assertThatThrownBy(
              () -> read("tenants: {fine: {bundle: b}, '%s': {bundle: b}}".formatted(name)))
          .hasMessageContaining("`tenants` has `" + name + "`; a name is 1 to 32 lower-case");
    }
    assertThatThrownBy(() -> read("tenants: {A: {bundle: b}, B: {bundle: b}}"))
        .hasMessageContaining("`tenants` has `A`, `B`;");
    assertThatThrownBy(() -> read("tenants: {acme: {}}"))
        .hasMessageContaining("`tenants.acme.bundle` is missing");
  }

  @Test
  void thereAreSoManyTenantsAndNoMore() throws SyntaxException {
    assertThat(read(tenants(Settings.TENANTS_MAX)).bundles()).hasSize(Settings.TENANTS_MAX + 1);
    assertThatThrownBy(() -> read(tenants(Settings.TENANTS_MAX + 1)))
        .hasMessageContaining("`tenants` has 65, more than 64");
  }

  private static String tenants(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "t" + i + ": {bundle: b}")
        .collect(Collectors.joining(", ", "tenants: {", "}"));
  }
}
