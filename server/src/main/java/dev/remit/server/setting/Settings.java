package dev.remit.server.setting;

import dev.remit.cedar.value.Name;
import dev.remit.store.data.TenantId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// Everything that can be set of a service. A file of settings is YAML, a mapping with a key for
/// each component, in `kebab-case`.
public record Settings(
    @Setting(
            value = "The folder of the bundle that is served, and watched for changes.",
            otherwise = "bundle")
        Path bundle,
    @Setting(
            value = "The folder where decisions, bundles, entities and callers are kept.",
            otherwise = "remit-data")
        Path data,
    @Setting(
            value = "Time between looks at the folder of the bundle; `0s` never looks.",
            otherwise = "1s")
        Duration watch,
    @Setting(
            "Tenants beside `default`, whose the bundle above is, by their names: lower-case"
                + " letters, digits and `-`; at most 64.")
        Map<String, Tenant> tenants,
    Listen listen,
    Log log,
    Limits limits,
    Telemetry telemetry,
    @Setting("Who issues tokens that count here, by a name of your own.")
        Map<String, Issuer> issuers,
    @Setting("Where entities are pulled from, by a name of your own.")
        Map<String, Source> sources) {

  /// Tenants beside the default one.
  public static final int TENANTS_MAX = 64;

  public Settings {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    requireOwnTypes(sources);
    tenants = Collections.unmodifiableMap(new LinkedHashMap<>(tenants));
    requireNames(tenants.keySet());
    issuers = Collections.unmodifiableMap(new LinkedHashMap<>(issuers));
    List<String> urls = issuers.values().stream().map(Issuer::issuer).toList();
    if (Set.copyOf(urls).size() != urls.size()) {
      throw new IllegalArgumentException("two of `issuers` have the same `issuer`");
    }
    List<String> domains =
        issuers.values().stream()
            .filter(Issuer::vouchesForWorkloads)
            .map(Issuer::trustDomain)
            .toList();
    if (Set.copyOf(domains).size() != domains.size()) {
      throw new IllegalArgumentException("two of `issuers` have the same `trust-domain`");
    }
    requireTellable(
        issuers.values().stream()
            .filter(issuer -> issuer.presenters().contains(Presenter.CLIENTS))
            .toList());
  }

  /// Equal subjects of two issuers must not be one principal; SPIFFE ids have their issuer's trust
  /// domain in them.
  private static void requireTellable(List<Issuer> ofClients) {
    Map<String, Issuer> byType = new LinkedHashMap<>();
    for (Issuer issuer : ofClients) {
      requireTellable(byType, "subject-type", issuer.subjectType(), issuer);
      if (issuer.namesActors()) {
        requireTellable(byType, "actor-type", issuer.actorType(), issuer);
      }
    }
  }

  private static void requireTellable(
      Map<String, Issuer> byType, String setting, String type, Issuer issuer) {
    Issuer other = byType.putIfAbsent(type, issuer);
    if (other != null
        && !other.equals(issuer)
        && !(issuer.vouchesForWorkloads() && other.vouchesForWorkloads())) {
      throw new IllegalArgumentException(
          "two of `issuers` whose tokens clients present have the `"
              + setting
              + "` `"
              + type
              + "`, so that nobody could tell their subjects apart");
    }
  }

  private static void requireOwnTypes(Map<String, Source> sources) {
    Map<String, String> owners = new LinkedHashMap<>();
    sources.forEach((name, source) -> {
      if (!SOURCE_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "`" + name + "` is no name of a source: small letters, digits and `-`, at most 64");
      }
      for (String type : source.types()) {
        String owner = owners.putIfAbsent(type, name);
        if (owner != null) {
          throw new IllegalArgumentException(
              "`" + type + "` is in the `types` of `" + owner + "` and of `" + name + "`");
        }
      }
    });
  }

  private static final Pattern SOURCE_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /// Where entities are pulled from, and which.
  public record Source(
      @Setting(
              "Where its entities are: a JSON list in Cedar's form, which is everything there is of"
                  + " its types.")
          KeyLocation url,
      @Setting("The entity types that are its own: nobody else can put or remove entities of them.")
          List<String> types,
      @Setting(
              value =
                  "Time until it is asked again, at least `1s`; sooner if its `Cache-Control` says"
                      + " so.",
              otherwise = "5m")
          Duration every,
      @Setting(value = "Time for its whole answer to arrive.", otherwise = "10s") Duration timeout,
      @Setting(
              value = "A file with the `Authorization` header that it is sent, read each time.",
              otherwise = "none")
          OptionalFile authorization,
      @Setting(value = "Bytes of its answer.", otherwise = "64MiB") Size bytes,
      @Setting(
              value =
                  "How many of a hundred of its entities an answer may remove; one that would"
                      + " remove more is refused. 100 allows everything.",
              otherwise = "30")
          int shrinkPercent) {
    private static final Duration EVERY_MIN = Duration.ofSeconds(1);

    public Source {
      types = List.copyOf(types);
      if (types.isEmpty()) {
        throw new IllegalArgumentException("`types` has none; name at least one");
      }
      for (String type : types) {
        if (!Name.isValid(type) || type.equals("Action") || type.endsWith("::Action")) {
          throw new IllegalArgumentException(
              "`types` has `" + type + "`, no type of entities that can be put");
        }
      }
      if (every.compareTo(EVERY_MIN) < 0 || timeout.isZero()) {
        throw new IllegalArgumentException("`every` is less than `1s`, or `timeout` is none");
      }
      if (bytes.bytes() < 1 || bytes.bytes() > BYTES_MAX) {
        throw new IllegalArgumentException("`bytes` is not from 1 to " + BYTES_MAX);
      }
      if (shrinkPercent > 100) {
        throw new IllegalArgumentException("`shrink-percent` is more than 100");
      }
    }

    /// Bytes of an answer that can be allowed.
    public static final long BYTES_MAX = 256L << 20;
  }

  private static void requireNames(Set<String> tenants) {
    List<String> wrong =
        tenants.stream()
            .filter(name -> TenantId.find(name).isEmpty() || name.equals(TenantId.DEFAULT.value()))
            .map(name -> "`" + name + "`")
            .toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "`tenants` has "
              + String.join(", ", wrong)
              + "; a name is "
              + TenantId.FORM
              + ", and not `default`, whose bundle is `bundle`");
    }
    if (tenants.size() > TENANTS_MAX) {
      throw new IllegalArgumentException(
          "`tenants` has " + tenants.size() + ", more than " + TENANTS_MAX);
    }
  }

  /// The folder of the bundle of every tenant: the default one first, then as they are written.
  public SequencedMap<TenantId, Path> bundles() {
    SequencedMap<TenantId, Path> bundles = new LinkedHashMap<>();
    bundles.put(TenantId.DEFAULT, bundle);
    tenants.forEach((name, tenant) -> bundles.put(new TenantId(name), tenant.bundle()));
    return Collections.unmodifiableSequencedMap(bundles);
  }

  /// What one tenant is served.
  public record Tenant(
      @Setting("The folder of its bundle, watched for changes as the default one's is.")
          Path bundle) {}

  /// What the service tells of itself.
  public record Telemetry(
      @Setting(
              value = "Whether anybody may read `/metrics`; otherwise it takes `read-metrics`.",
              otherwise = "false")
          boolean openMetrics,
      @Setting(
              value =
                  "Where a line of JSON for each request goes: `none`, `stderr`, or the path of a"
                      + " file.",
              otherwise = "none")
          String accessLog) {}

  /// Where the service listens.
  public record Listen(
      @Setting(
              value = "The address to listen at; `0.0.0.0` is every one of the machine.",
              otherwise = "127.0.0.1")
          String address,
      @Setting(
              value = "The TCP port of all protocols; 0 takes one that is free.",
              otherwise = "8181")
          int port,
      @Setting(
              value =
                  "The URL that callers reach the service by, for addresses in its answers; `none`"
                      + " takes the one of the request.",
              otherwise = "none")
          OptionalUrl publicUrl,
      Tls tls) {
    public Listen {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is none; at most 65535");
      }
    }
  }

  /// How connections are secured.
  public record Tls(
      @Setting(
              value = "A PEM file with the certificate chain; without one there is no TLS.",
              otherwise = "none")
          OptionalFile certificate,
      @Setting(value = "A PEM file with the certificate's private key.", otherwise = "none")
          OptionalFile key,
      @Setting(
              value =
                  "A PEM file with the authorities of client certificates; with it, a caller may"
                      + " present one.",
              otherwise = "none")
          OptionalFile clientAuthorities,
      @Setting(
              value =
                  "The entity type of the principal that a client certificate names by its SPIFFE"
                      + " id.",
              otherwise = "Workload")
          String subjectType) {
    public Tls {
      requireType(subjectType);
      if (clientAuthorities.isGiven() && !certificate.isGiven()) {
        throw new IllegalArgumentException("`client-authorities` without a `certificate`");
      }
      if (certificate.isGiven() != key.isGiven()) {
        throw new IllegalArgumentException("`certificate` and `key` go together");
      }
    }
  }

  /// Whose tokens count, and for what.
  public record Issuer(
      @Setting("The `iss` of its tokens, to the letter.") String issuer,
      @Setting("Where its keys are published.") KeyLocation jwks,
      @Setting("The `aud` of its tokens must be one of these; at least one.")
          List<String> audiences,
      @Setting(
              "Who may present its tokens: `callers` of the service, or `clients`, whose requests"
                  + " gateways ask about; callers if none are given. With `transactions` its"
                  + " transaction tokens count, in the header `Txn-Token` of either.")
          List<Presenter> presenters,
      @Setting(
              "The `aud` of clients' tokens must be one of these; the same `audiences` if none are"
                  + " given. Must be given, and be others, where callers present its tokens too.")
          List<String> clientAudiences,
      @Setting(
              "The algorithms that it may sign with, of RS, PS and ES with 256, 384 or 512, and"
                  + " EdDSA; RS256, ES256 and EdDSA if none are given.")
          List<String> algorithms,
      @Setting(
              value = "The entity type of the principal that a token names by its `sub`.",
              otherwise = "ServiceAccount")
          String subjectType,
      @Setting(
              value =
                  "The entity type of the principal that a token names by the `sub` of its `act`,"
                      + " who acts for the token's `sub`. Tokens with `act` are refused without"
                      + " it.",
              otherwise = "none")
          String actorType,
      @Setting(
              value =
                  "The SPIFFE trust domain that it vouches for: its tokens are JWT-SVIDs of that"
                      + " domain and nothing else.",
              otherwise = "none")
          String trustDomain,
      @Setting(value = "How far its clock may be from ours.", otherwise = "60s") Duration clockSkew,
      @Setting(value = "Time until its keys are asked for again.", otherwise = "5m")
          Duration jwksCache,
      @Setting(
              value = "Time that its keys count while they cannot be asked for.",
              otherwise = "12h")
          Duration jwksKept) {

    /// Whether its tokens are JWT-SVIDs.
    public boolean vouchesForWorkloads() {
      return !trustDomain.equals("none");
    }

    /// Whether its tokens may say who acts for whom.
    public boolean namesActors() {
      return !actorType.equals("none");
    }

    private static final Pattern ALGORITHM = Pattern.compile("(RS|PS|ES)(256|384|512)|EdDSA");
    private static final Duration SKEW_MAX = Duration.ofMinutes(10);

    public Issuer {
      audiences = List.copyOf(audiences);
      presenters = presenters.isEmpty() ? List.of(Presenter.CALLERS) : List.copyOf(presenters);
      clientAudiences = List.copyOf(clientAudiences);
      algorithms =
          algorithms.isEmpty() ? List.of("RS256", "ES256", "EdDSA") : List.copyOf(algorithms);
      if (audiences.isEmpty()) {
        throw new IllegalArgumentException("`audiences` has none");
      }
      requireApart(audiences, presenters, clientAudiences);
      for (String algorithm : algorithms) {
        if (!ALGORITHM.matcher(algorithm).matches()) {
          throw new IllegalArgumentException(
              "`algorithms` has `" + algorithm + "`; only those with a public key are safe");
        }
      }
      requireType(subjectType);
      if (!actorType.equals("none")) {
        requireType(actorType);
        if (!trustDomain.equals("none")) {
          throw new IllegalArgumentException("`actor-type` and `trust-domain` exclude each other");
        }
      }
      if (!trustDomain.matches("[a-z0-9._-]{1,255}")) {
        throw new IllegalArgumentException("`trust-domain` is `" + trustDomain + "`");
      }
      if (clockSkew.compareTo(SKEW_MAX) > 0) {
        throw new IllegalArgumentException("`clock-skew` is more than 10m");
      }
      if (jwksKept.compareTo(jwksCache) < 0) {
        throw new IllegalArgumentException("`jwks-kept` is less than `jwks-cache`");
      }
    }
  }

  /// Who may present the tokens of an issuer.
  public enum Presenter {
    CALLERS,
    CLIENTS,
    TRANSACTIONS
  }

  /// A gateway sees the tokens of clients: none of them may be good for a caller.
  private static void requireApart(
      List<String> audiences, List<Presenter> presenters, List<String> clientAudiences) {
    if (!presenters.contains(Presenter.CLIENTS)) {
      if (!clientAudiences.isEmpty()) {
        throw new IllegalArgumentException("`client-audiences` without `clients` in `presenters`");
      }
    } else if (presenters.contains(Presenter.CALLERS)
        && (clientAudiences.isEmpty() || !Collections.disjoint(audiences, clientAudiences))) {
      throw new IllegalArgumentException(
          "callers and clients present its tokens, and `client-audiences` are not others than"
              + " `audiences`");
    }
  }

  private static void requireType(String type) {
    if (!Name.isValid(type)) {
      throw new IllegalArgumentException("`subject-type` is `" + type + "`, no entity type");
    }
  }

  /// Where keys or entities are published: nobody between us and them may change them.
  public record KeyLocation(URI location) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public KeyLocation {
      boolean safe =
          switch (String.valueOf(location.getScheme())) {
            case "https" -> location.getHost() != null;
            case "http" -> LOOPBACK.contains(String.valueOf(location.getHost()));
            case "file" -> location.getHost() == null && location.getPath() != null;
            default -> false;
          };
      if (!safe || location.getUserInfo() != null) {
        throw new IllegalArgumentException(location + " is no safe place to read from");
      }
    }
  }

  /// How decisions are recorded.
  public record Log(
      @Setting(
              value =
                  "`durable`: an answer waits until its record is forced to disk. `buffered`: until"
                      + " the operating system has it, which survives a crash of the process but"
                      + " not of the machine.",
              otherwise = "buffered")
          Keeping keeping,
      @Setting(
              value =
                  "What is answered while the log cannot be written. `deny`: nothing happens of"
                      + " which there is no record. `answer`: work goes on, unrecorded; health and"
                      + " metrics say so and how many.",
              otherwise = "deny")
          WhenUnwritable whenUnwritable,
      @Setting(
              value =
                  "How old records may be, before `remit log retain` would remove them; the service"
                      + " then does, once an hour. At least `1d`.",
              otherwise = "none")
          OptionalTime maxAge,
      @Setting(
              value = "How large the log may be, before the service removes its oldest parts.",
              otherwise = "none")
          OptionalSize maxSize,
      @Setting(
              value =
                  "A PEM file with the key that signs what removal leaves (`remit log key`),"
                      + " outside of the data folder.",
              otherwise = "none")
          OptionalFile key) {
    private static final Duration AGE_MIN = Duration.ofDays(1);

    public Log {
      if (maxAge.find().filter(age -> age.compareTo(AGE_MIN) < 0).isPresent()) {
        throw new IllegalArgumentException("`max-age` is less than `1d`, and parts are of a day");
      }
      if (key.isGiven() && maxAge.find().isEmpty() && maxSize.find().isEmpty()) {
        throw new IllegalArgumentException("`key` without `max-age` or `max-size` signs nothing");
      }
    }
  }

  /// What is answered without a record.
  public enum WhenUnwritable {
    DENY,
    ANSWER
  }

  /// When an answer may leave.
  public enum Keeping {
    DURABLE,
    BUFFERED;

    /// As settings write it.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a caller may send, and how much at once.
  public record Limits(
      @Setting(
              value =
                  "Bytes of the body of a request; uploads of bundles and entities have a limit of"
                      + " their own.",
              otherwise = "1MiB")
          Size body,
      @Setting(value = "Bytes of an uploaded bundle or change of entities.", otherwise = "64MiB")
          Size upload,
      @Setting(value = "Bytes of the headers of a request.", otherwise = "16KiB") Size headers,
      @Setting(value = "Evaluations of one batch.", otherwise = "1000") int batch,
      @Setting(value = "Connections at once; further ones are closed.", otherwise = "10000")
          int connections,
      @Setting(
              value = "Requests in progress at once; further ones are answered with 503.",
              otherwise = "20000")
          int requests,
      @Setting(
              value =
                  "Bytes of memory, for each tenant, for what passed through its tasks. What is"
                      + " beyond is not taken in, so that nothing is known of it.",
              otherwise = "64MiB")
          Size flow,
      @Setting(value = "Time for a request to arrive and be answered.", otherwise = "10s")
          Duration request,
      @Setting(value = "Time that a connection may be idle.", otherwise = "60s") Duration idle,
      @Setting(
              value = "Time for requests in progress to end when the service stops.",
              otherwise = "15s")
          Duration stop) {}

  /// A file that may be left out, as `none`.
  public record OptionalFile(List<Path> path) {
    public OptionalFile {
      path = List.copyOf(path);
      if (path.size() > 1) {
        throw new IllegalArgumentException("more than one file");
      }
    }

    public boolean isGiven() {
      return !path.isEmpty();
    }

    /// Throws [java.util.NoSuchElementException] where none is given.
    public Path require() {
      return path.getFirst();
    }
  }

  /// A time that may be left out, as `none`.
  public record OptionalTime(List<Duration> time) {
    public OptionalTime {
      time = List.copyOf(time);
      if (time.size() > 1) {
        throw new IllegalArgumentException("more than one time");
      }
    }

    public Optional<Duration> find() {
      return time.stream().findFirst();
    }
  }

  /// A number of bytes that may be left out, as `none`.
  public record OptionalSize(List<Size> size) {
    public OptionalSize {
      size = List.copyOf(size);
      if (size.size() > 1) {
        throw new IllegalArgumentException("more than one size");
      }
    }

    public Optional<Size> find() {
      return size.stream().findFirst();
    }
  }

  /// A URL that may be left out, as `none`: `http` or `https`, without query and fragment.
  public record OptionalUrl(List<URI> url) {
    public OptionalUrl {
      url = List.copyOf(url);
      if (url.size() > 1 || !url.stream().allMatch(OptionalUrl::isPlain)) {
        throw new IllegalArgumentException("no such URL: " + url);
      }
    }

    private static boolean isPlain(URI url) {
      return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
          && url.getHost() != null
          && url.getQuery() == null
          && url.getFragment() == null;
    }

    public Optional<URI> find() {
      return url.stream().findFirst();
    }
  }

  /// A number of bytes.
  public record Size(long bytes) {
    public Size {
      if (bytes < 0) {
        throw new IllegalArgumentException("size " + bytes);
      }
    }
  }
}
