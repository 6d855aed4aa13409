package dev.remit.server.credential;

import dev.remit.cedar.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who acts for the subject of a token: `current`, and before it the actors that it acts for, the
/// nearest first, as `act` nests them.
///
/// Source: RFC 8693, section 4.1. What an actor says beside `sub` and `iss` is ignored.
record ActorChain(String current, List<String> before) {
  private static final String ACT = "act";

  ActorChain {
    Objects.requireNonNull(current, "current");
    before = List.copyOf(before);
  }

  /// Null for a token about its subject alone. Each actor has a `sub` of its own, none is named
  /// twice or is the token's subject, there are at most [TokenLimits#ACTORS_MAX], and none is one
  /// of another issuer, whose subjects are not this one's.
  static @Nullable ActorChain of(Claims claims) throws Flawed {
    if (!claims.has(ACT)) {
      return null;
    }
    Set<String> seen = new HashSet<>();
    seen.add(claims.requireText("sub"));
    List<String> actors = new ArrayList<>();
    for (Claims outer = claims; outer.has(ACT); ) {
      if (!(outer.json().find(ACT) instanceof Json.JsonObject object)
          || actors.size() == TokenLimits.ACTORS_MAX) {
        throw new Flawed(Flaw.ACTOR);
      }
      outer = new Claims(object);
      String actor = subject(outer);
      if (!seen.add(actor) || isOfAnother(outer, claims)) {
        throw new Flawed(Flaw.ACTOR);
      }
      actors.add(actor);
    }
    return new ActorChain(actors.getFirst(), actors.subList(1, actors.size()));
  }

  private static String subject(Claims actor) throws Flawed {
    try {
      return actor.requireText("sub");
    } catch (Flawed _) {
      throw new Flawed(Flaw.ACTOR);
    }
  }

  private static boolean isOfAnother(Claims actor, Claims token) {
    return actor.has("iss")
        && !(actor.json().find("iss") instanceof Json.JsonString(String issuer, _)
            && token.json().find("iss") instanceof Json.JsonString(String own, _)
            && issuer.equals(own));
  }
}
