package dev.remit.cedar.engine;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Policies as text, asked of one small world: `User::"alice"` in `Group::"staff"` (which does not
/// exist) reads `File::"plan"`.
final class Asked {
  static final EntityUid ALICE = EntityUid.of("User", "alice");
  static final EntityUid READ = EntityUid.of("Action", "read");
  static final EntityUid PLAN = EntityUid.of("File", "plan");
  static final EntityUid STAFF = EntityUid.of("Group", "staff");

  static final Entities ENTITIES =
      Entities.of(
          List.of(
              new Entity(
                  ALICE,
                  RecordValue.of(
                      Map.of("level", new LongValue(3), "team", new StringValue("blue"))),
                  Set.of(STAFF),
                  RecordValue.of(Map.of("badge", new StringValue("gold")))),
              Entity.of(READ, List.of(EntityUid.of("Action", "use"))),
              new Entity(
                  PLAN,
                  RecordValue.of(Map.of("owner", ALICE, "gone", EntityUid.of("User", "gone"))),
                  Set.of(EntityUid.of("Folder", "f")),
                  RecordValue.EMPTY)));

  static final RecordValue CONTEXT =
      RecordValue.of(
          Map.of(
              "a", new LongValue(1),
              "mixed", SetValue.of(STAFF, new LongValue(1)),
              "groups", SetValue.of(STAFF),
              "nested", RecordValue.of(Map.of("b", new LongValue(2)))));

  static final Request REQUEST = new Request(ALICE, READ, PLAN, CONTEXT);

  private Asked() {}

  static PolicyEngine engine(String policies) {
    try {
      return PolicyEngine.compile(
          PolicySet.byPosition(PolicyParser.parse(new Source("test", policies))));
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static Response response(String policies) {
    return engine(policies).authorize(REQUEST, ENTITIES);
  }

  /// `true`, `false`, or the code of the error.
  static String condition(String expression) {
    Response response =
        response("permit(principal, action, resource) when { " + expression + " };");
    return response.errors().isEmpty()
        ? Boolean.toString(response.permitted())
        : response.errors().getFirst().code().code();
  }
}
