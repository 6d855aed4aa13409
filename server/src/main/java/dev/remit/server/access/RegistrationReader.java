package dev.remit.server.access;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.Part;
import dev.remit.server.credential.SpiffeId;
import dev.remit.store.data.TenantId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads registrations: those that the API is sent, and those that the file of callers holds.
public final class RegistrationReader {
  /// What a registration may have when it is asked for.
  public static final List<String> MEMBERS =
      List.of(
          "tenant",
          "id",
          "roles",
          "parts",
          "point",
          "speaksFor",
          "principal",
          "credential",
          "expires");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,127}");

  private RegistrationReader() {}

  /// Whom the object describes, a caller of `tenant` unless it names another one; meaningless after
  /// mistakes.
  public static Caller caller(StrictObject object, TenantId tenant) {
    String id = object.requireText("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      object.refuse("id", "is no id", "write 1 to 128 letters, digits, `.`, `_`, `@` or `-`");
    }
    Set<String> roles = new HashSet<>(object.texts("roles"));
    if (!Role.TEXTS.containsAll(roles) || roles.isEmpty()) {
      object.refuse("roles", "has no role or an unknown one", "choose of " + Role.TEXTS);
    }
    String point = object.findText("point");
    return new Caller(
        tenant(object, tenant),
        id,
        roles,
        point == null ? id : point,
        speaksFor(object),
        principal(object),
        parts(object, roles));
  }

  /// Given if and only if the caller has the role for them.
  private static Set<String> parts(StrictObject object, Set<String> roles) {
    Set<String> parts = new HashSet<>(object.texts("parts"));
    if (!parts.stream().allMatch(Part::isName)) {
      object.refuse("parts", "has what is no name of a part", "write names as `payments`");
    }
    if (parts.isEmpty() == roles.contains(Role.PART_PUBLISHER.text())) {
      object.refuse(
          "parts",
          parts.isEmpty() ? "is missing or empty" : "is given without the role for it",
          "name parts, and have the role `part-publisher`, or neither");
    }
    return parts;
  }

  private static TenantId tenant(StrictObject object, TenantId otherwise) {
    String text = object.findText("tenant");
    if (text == null) {
      return otherwise;
    }
    Optional<TenantId> tenant = TenantId.find(text);
    if (tenant.isEmpty() && !text.isEmpty()) {
      object.refuse("tenant", "is no name of a tenant", "write " + TenantId.FORM);
    }
    return tenant.orElse(otherwise);
  }

  private static Caller.SpeaksFor speaksFor(StrictObject object) {
    StrictObject said = object.findObject("speaksFor", List.of("subjects", "resources"));
    return said == null
        ? Caller.SpeaksFor.ALL
        : new Caller.SpeaksFor(names(said, "subjects"), names(said, "resources"));
  }

  private static Set<Name> names(StrictObject object, String member) {
    Set<Name> names = new HashSet<>();
    for (String text : object.texts(member)) {
      if (Name.isValid(text)) {
        names.add(new Name(text));
      } else {
        object.refuse(member, "has what is no entity type", "write names as `Agent`");
      }
    }
    return names;
  }

  private static @Nullable EntityUid principal(StrictObject object) {
    String text = object.findText("principal");
    if (text == null) {
      return null;
    }
    try {
      return EntityUidParser.parse(text);
    } catch (SyntaxException _) {
      object.refuse("principal", "is no entity", "write it as `ServiceAccount::\"deploy\"`");
      return null;
    }
  }

  /// How the caller proves who it is; an API key has no keys yet unless the file holds them. Null
  /// after a mistake.
  public static @Nullable Proof proof(StrictObject object, boolean withKeys) {
    StrictObject said =
        object.findObject("credential", List.of("kind", "issuer", "subject", "id", "keys"));
    if (said == null) {
      if (!object.has("credential")) {
        object.refuse("credential", "is missing", "write `{\"kind\": \"api-key\"}`");
      }
      return null;
    }
    return switch (said.requireText("kind")) {
      case Proof.ApiKeys.KIND -> {
        refuseOthers(said, withKeys ? List.of("kind", "keys") : List.of("kind"));
        yield new Proof.ApiKeys(withKeys ? keys(said) : List.of());
      }
      case Proof.Jwt.KIND -> {
        refuseOthers(said, List.of("kind", "issuer", "subject"));
        yield new Proof.Jwt(said.requireText("issuer"), said.requireText("subject"));
      }
      case Proof.Spiffe.KIND -> {
        refuseOthers(said, List.of("kind", "id"));
        String id = said.requireText("id");
        if (!id.isEmpty() && SpiffeId.find(id).isEmpty()) {
          said.refuse("id", "is no SPIFFE id", "write it as `spiffe://example.org/path`");
        }
        yield new Proof.Spiffe(id);
      }
      default -> {
        said.refuse("kind", "is not known", "choose `api-key`, `jwt` or `spiffe`");
        yield null;
      }
    };
  }

  private static void refuseOthers(StrictObject object, List<String> known) {
    for (String member : List.of("issuer", "subject", "id", "keys")) {
      if (object.has(member) && !known.contains(member)) {
        object.refuse(member, "does not belong to this kind", "leave it out");
      }
    }
  }

  private static List<Proof.Key> keys(StrictObject object) {
    return object.objects("keys", List.of("id", "hash", "created", "expires")).stream()
        .map(RegistrationReader::key)
        .toList();
  }

  private static Proof.Key key(StrictObject object) {
    Instant created = object.findInstant("created");
    return new Proof.Key(
        object.requireText("id"),
        hash(object),
        created == null ? Instant.EPOCH : created,
        object.findInstant("expires"));
  }

  private static TokenHash hash(StrictObject object) {
    try {
      return TokenHash.parse(object.requireText("hash"));
    } catch (IllegalArgumentException _) {
      object.refuse("hash", "is no hash", "restore the file");
      return TokenHash.of("");
    }
  }

  /// A registration of the file of callers; null after a mistake.
  static @Nullable Registration kept(StrictObject object) {
    Caller caller = caller(object, TenantId.DEFAULT);
    Proof proof = proof(object, true);
    Instant created = object.findInstant("created");
    String by = object.requireText("by");
    Instant expires = object.findInstant("expires");
    return proof == null
        ? null
        : new Registration(
            caller,
            proof,
            new Registration.Term(Objects.requireNonNullElse(created, Instant.EPOCH), by, expires));
  }
}
