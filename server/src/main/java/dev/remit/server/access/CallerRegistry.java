package dev.remit.server.access;

import dev.remit.store.data.TenantId;
import dev.remit.store.disk.Disk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The registered callers, kept in the data folder. A change is in force once it is on the disk;
/// whoever reads is never kept waiting and sees the callers before or after it.
///
/// `this` guards the changes.
public final class CallerRegistry {
  /// Of one tenant.
  public static final int CALLERS_MAX = 10_000;

  /// Good at once of one caller.
  public static final int KEYS_MAX = 8;

  /// How long an old key may stay good beside a new one.
  public static final Duration GRACE_MAX = Duration.ofDays(30);

  private static final String ADMINISTRATOR = "administrator";
  private static final String RESET = "remit access reset";

  private final CallersFile file;
  private final OwnPolicies policies;
  private final InstantSource clock;
  private volatile CallerIndex current;

  private CallerRegistry(
      CallersFile file, OwnPolicies policies, InstantSource clock, CallerIndex current) {
    this.file = file;
    this.policies = policies;
    this.clock = clock;
    this.current = current;
  }

  /// The callers of a data folder; of a new one, an administrator, whose token `operator` is told
  /// once. Throws if they are damaged.
  public static CallerRegistry open(
      Disk disk, OwnPolicies policies, InstantSource clock, Consumer<String> operator)
      throws IOException {
    CallersFile file = new CallersFile(disk);
    Optional<List<Registration>> kept = file.read();
    if (kept.isPresent()) {
      return new CallerRegistry(file, policies, clock, CallerIndex.of(kept.get(), policies));
    }
    Token token = Token.draw();
    List<Registration> first = List.of(administrator(token, "first start", clock.instant()));
    file.write(first);
    operator.accept("administrator token, shown only now: " + token.secret());
    return new CallerRegistry(file, policies, clock, CallerIndex.of(first, policies));
  }

  /// A new administrator in the place of the one that was; everyone else stays. For a data folder
  /// that no service uses now.
  public static Token reset(Disk disk, InstantSource clock) throws IOException {
    CallersFile file = new CallersFile(disk);
    List<Registration> callers = new ArrayList<>(file.read().orElse(List.of()));
    CallerId replaced = new CallerId(TenantId.DEFAULT, ADMINISTRATOR);
    callers.removeIf(caller -> caller.callerId().equals(replaced));
    Token token = Token.draw();
    callers.add(administrator(token, RESET, clock.instant()));
    file.write(callers);
    return token;
  }

  private static Registration administrator(Token token, String by, Instant now) {
    return new Registration(
        new Caller(
            ADMINISTRATOR, Set.of(Role.ADMINISTRATOR.text()), ADMINISTRATOR, Caller.SpeaksFor.ALL),
        new Proof.ApiKeys(List.of(Proof.Key.of(token, now))),
        new Registration.Term(now, by, null));
  }

  CallerIndex current() {
    return current;
  }

  /// Whether a caller may do something to what is the tenant's.
  public boolean allows(Caller caller, Right right, TenantId tenant) {
    return policies.permits(caller, right, tenant);
  }

  /// In the order of their ids.
  public List<Registration> all() {
    return current.all();
  }

  /// Those that have callers, by their names.
  public SortedSet<TenantId> tenants() {
    SortedSet<TenantId> tenants = new TreeSet<>();
    current.all().forEach(each -> tenants.add(each.caller().tenant()));
    return tenants;
  }

  public Optional<Registration> find(CallerId id) {
    return Optional.ofNullable(current.find(id)).map(CallerIndex.Known::registration);
  }

  /// Whether Remit's own policies permit a caller, as it is registered now, to publish a part.
  boolean mayPublish(CallerId id, String part) {
    CallerIndex.Known known = current.find(id);
    return known != null && policies.mayPublish(known.registration().caller(), part);
  }

  /// A caller as registered, with its key if it proves itself with one.
  public record Registered(Registration registration, Optional<Token> token) {}

  /// Adds a caller, for whom a key is drawn if it proves itself with one.
  public synchronized Registered register(Caller caller, Proof proof, Registration.Term term)
      throws IOException, UnacceptableChange {
    if (current.find(CallerId.of(caller)) != null) {
      throw new UnacceptableChange(
          "caller.exists", "`" + caller.id() + "` is registered; choose another id, or delete it");
    }
    if (proof instanceof Proof.ApiKeys) {
      Token token = Token.draw();
      Proof keys = new Proof.ApiKeys(List.of(Proof.Key.of(token, clock.instant())));
      return new Registered(add(new Registration(caller, keys, term)), Optional.of(token));
    }
    CallerIndex.Known same = current.find(proof);
    if (same != null) {
      throw new UnacceptableChange(
          "caller.credential-taken",
          "that credential is the one of `"
              + same.registration().callerId()
              + "`; a credential names"
              + " one caller");
    }
    return new Registered(add(new Registration(caller, proof, term)), Optional.empty());
  }

  private Registration add(Registration registration) throws IOException, UnacceptableChange {
    List<Registration> next = new ArrayList<>(current.all());
    TenantId tenant = registration.caller().tenant();
    if (next.stream().filter(each -> each.caller().tenant().equals(tenant)).count()
        >= CALLERS_MAX) {
      throw new UnacceptableChange(
          "caller.too-many", "there are " + CALLERS_MAX + " callers; delete some");
    }
    next.add(registration);
    publish(next);
    return registration;
  }

  /// Removes a caller: from now on it is not known. The last administrator of the default tenant
  /// who does not expire stays; that one manages the callers of all.
  public synchronized Registration remove(CallerId id) throws IOException, UnacceptableChange {
    Registration removed = require(id);
    List<Registration> next = new ArrayList<>(current.all());
    next.remove(removed);
    if (isLasting(removed) && next.stream().noneMatch(CallerRegistry::isLasting)) {
      throw new UnacceptableChange(
          "caller.last-administrator", "`" + id + "` is the last one; register another before");
    }
    publish(next);
    return removed;
  }

  private static boolean isLasting(Registration registration) {
    return registration.caller().tenant().isDefault()
        && registration.caller().roles().contains(Role.ADMINISTRATOR.text())
        && registration.term().expires() == null;
  }

  /// Draws a new key for a caller. Those before stay good for `grace`, or until they end.
  public synchronized Registered rotate(CallerId id, Duration grace)
      throws IOException, UnacceptableChange {
    Registration registration = require(id);
    if (!(registration.proof() instanceof Proof.ApiKeys(List<Proof.Key> before))) {
      throw new UnacceptableChange(
          "caller.no-key", "`" + id + "` proves itself without a key; rotate it at its issuer");
    }
    Instant now = clock.instant();
    Token token = Token.draw();
    List<Proof.Key> keys = new ArrayList<>(List.of(Proof.Key.of(token, now)));
    before.stream()
        .map(key -> key.endingAt(now.plus(grace)))
        .filter(key -> key.isGoodAt(now))
        .forEach(keys::add);
    if (keys.size() > KEYS_MAX) {
      throw new UnacceptableChange(
          "caller.too-many-keys",
          "`" + id + "` has " + KEYS_MAX + " keys that are good; rotate it without a grace time");
    }
    Registration rotated = registration.with(new Proof.ApiKeys(keys));
    List<Registration> next = new ArrayList<>(current.all());
    next.replaceAll(each -> each.callerId().equals(id) ? rotated : each);
    publish(next);
    return new Registered(rotated, Optional.of(token));
  }

  private Registration require(CallerId id) throws UnacceptableChange {
    return find(Objects.requireNonNull(id, "id"))
        .orElseThrow(() ->
            new UnacceptableChange("caller.unknown", "no caller has that id; list `/v1/callers`"));
  }

  private void publish(List<Registration> next) throws IOException, UnacceptableChange {
    CallerIndex index = CallerIndex.of(next, policies);
    CallersFile.requireRoom(next);
    file.write(next);
    current = index;
  }
}
