package dev.remit.server.authzen;

import dev.remit.pdp.search.Search;
import dev.remit.server.decision.Basis;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Searches that have more pages, each held with the bundle and the snapshot that it began on, and
/// the tokens that lead back to them.
///
/// A token names a search and a place in it, under a MAC of a key that this process drew, which is
/// over the caller too: nobody can make one, or use another's. The oldest searches are let go where
/// there are too many, or where they hold too many bundles in memory. `this` guards the pins.
final class SearchPins {
  /// From the first page on.
  static final Duration AGE_MAX = Duration.ofMinutes(10);

  static final int PINS_MAX = 256;

  /// Bundles in memory that pins of one tenant hold, equal ones read twice among them: each may
  /// take as much of it as the one in force.
  static final int BUNDLES_MAX = 8;

  /// Candidates of all pinned searches of all tenants together.
  static final long CANDIDATES_MAX = 10_000_000;

  private static final String MAC = "HmacSHA256";
  private static final int PLACE_BYTES = Long.BYTES + Integer.BYTES;
  private static final int MAC_BYTES = 16;
  private static final int KEY_BYTES = 32;
  private static final int TOKEN_LENGTH_MAX = 64;

  private final InstantSource clock;
  private final long candidatesMax;
  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Map<Long, Pin> pins = new LinkedHashMap<>();
  private long candidates;

  /// Pins searches of at most `candidatesMax` candidates together.
  SearchPins(InstantSource clock, long candidatesMax) {
    this.candidatesMax = candidatesMax;
    this.clock = Objects.requireNonNull(clock, "clock");
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, MAC);
  }

  /// A search that has more pages. `sentLimit` is what the caller wrote, `limit` what it comes to;
  /// `total` is what the first page counted.
  record Pin(
      long id,
      Instant begun,
      Search search,
      Basis basis,
      OptionalLong sentLimit,
      int limit,
      OptionalLong total) {}

  /// Where a page begins.
  record Place(Pin pin, int from) {}

  synchronized Pin pin(
      Search search, Basis basis, OptionalLong sentLimit, int limit, OptionalLong total) {
    Pin pin = new Pin(random.nextLong(), clock.instant(), search, basis, sentLimit, limit, total);
    pins.put(pin.id(), pin);
    candidates += search.candidateCount();
    Iterator<Pin> oldest = pins.values().iterator();
    while (oldest.hasNext()) {
      Pin old = oldest.next();
      boolean stays =
          pins.size() <= PINS_MAX
              && candidates <= candidatesMax
              && bundles() <= BUNDLES_MAX
              && !isExpired(old);
      if (stays || old.equals(pin)) {
        break;
      }
      oldest.remove();
      candidates -= old.search().candidateCount();
    }
    return pin;
  }

  private long bundles() {
    return pins.values().stream().map(pin -> pin.basis().bundle()).distinct().count();
  }

  private boolean isExpired(Pin pin) {
    return clock.instant().isAfter(pin.begun().plus(AGE_MAX));
  }

  /// The token of the page of a search that begins at `from`.
  String token(Pin pin, int from, String caller) {
    byte[] place = ByteBuffer.allocate(PLACE_BYTES).putLong(pin.id()).putInt(from).array();
    byte[] token =
        ByteBuffer.allocate(PLACE_BYTES + MAC_BYTES).put(place).put(mac(place, caller)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private byte[] mac(byte[] place, String caller) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(place);
      return Arrays.copyOf(mac.doFinal(caller.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  /// Where a token leads; empty if it is not one of ours for this caller, or leads nowhere any
  /// more.
  Optional<Place> find(String token, String caller) {
    byte[] bytes = decode(token);
    if (bytes.length != PLACE_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] place = Arrays.copyOf(bytes, PLACE_BYTES);
    byte[] mac = Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length);
    if (!MessageDigest.isEqual(mac, mac(place, caller))) {
      return Optional.empty();
    }
    ByteBuffer read = ByteBuffer.wrap(place);
    long id = read.getLong();
    int from = read.getInt();
    return pinned(id).map(pin -> new Place(pin, from));
  }

  private static byte[] decode(String token) {
    if (token.length() > TOKEN_LENGTH_MAX) {
      return new byte[0];
    }
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private synchronized Optional<Pin> pinned(long id) {
    return Optional.ofNullable(pins.get(id)).filter(pin -> !isExpired(pin));
  }
}
