package dev.remit.server.access;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A registration as JSON, which [RegistrationReader] reads.
public final class RegistrationJson {
  private RegistrationJson() {}

  /// As the API shows it: with the ids of keys, and nothing of their hashes.
  public static Json.JsonObject write(Registration registration) {
    List<Member> members = new ArrayList<>();
    if (registration.caller().tenant().isDefault()) {
      members.add(text("tenant", registration.caller().tenant().value()));
    }
    members.addAll(write(registration, _ -> null).members());
    return Json.object(members);
  }

  /// As the file has it: `tenant` is left out of callers of the default one, as a service that knew
  /// no tenants wrote them.

  static Json.JsonObject write(
      Registration registration, Function<Proof.Key, @Nullable Member> hash) {
    Caller caller = registration.caller();
    List<Member> members = new ArrayList<>();
    if (!caller.tenant().isDefault()) {
      members.add(text("tenant", caller.tenant().value()));
    }
    members.add(text("id", caller.id()));
    members.add(Member.of("roles", strings(caller.roles())));
    members.add(text("point", caller.point()));
    members.add(
        Member.of(
            "speaksFor",
            Json.object(
                Member.of("subjects", names(caller.speaksFor().subjects())),
                Member.of("resources", names(caller.speaksFor().resources())))));
    EntityUid principal = caller.principal();
    if (principal != null) {
      members.add(text("principal", principal.toString()));
    }
    if (!caller.parts().isEmpty()) {
      members.add(Member.of("parts", strings(caller.parts())));
    }
    members.add(Member.of("credential", proof(registration.proof(), hash)));
    members.add(text("created", registration.term().created().toString()));
    members.add(text("by", registration.term().by()));
    addExpiry(members, registration.term().expires());
    return Json.object(members);
  }

  private static void addExpiry(List<Member> members, @Nullable Instant expires) {
    if (expires != null) {
      members.add(text("expires", expires.toString()));
    }
  }

  private static Json proof(Proof proof, Function<Proof.Key, @Nullable Member> hash) {
    Member kind = text("kind", proof.kind());
    return switch (proof) {
      case Proof.ApiKeys(List<Proof.Key> keys) ->
          Json.object(
              kind,
              Member.of("keys", Json.array(keys.stream().map(key -> key(key, hash)).toList())));
      case Proof.Jwt(String issuer, String subject) ->
          Json.object(kind, text("issuer", issuer), text("subject", subject));
      case Proof.Spiffe(String id) -> Json.object(kind, text("id", id));
    };
  }

  private static Json key(Proof.Key key, Function<Proof.Key, @Nullable Member> hash) {
    List<Member> members = new ArrayList<>();
    members.add(text("id", key.id()));
    Member hashed = hash.apply(key);
    if (hashed != null) {
      members.add(hashed);
    }
    members.add(text("created", key.created().toString()));
    addExpiry(members, key.expires());
    return Json.object(members);
  }

  private static Json names(Collection<Name> names) {
    return strings(names.stream().map(Name::value).toList());
  }

  private static Json strings(Collection<String> texts) {
    return Json.array(texts.stream().sorted().map(Json::string).toList());
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }
}
