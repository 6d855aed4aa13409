package dev.remit.cedar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.policy.ActionScope;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.policy.Scope;
import dev.remit.cedar.policy.ScopeEntity;
import dev.remit.cedar.policy.Variable;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.SetValue;
import dev.remit.cedar.value.StringValue;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/// How much memory a decision takes; a count, not a time.
final class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 2_000;

  private static final EntityUid ALICE = EntityUid.of("User", "alice");
  private static final EntityUid READ = EntityUid.of("Action", "read");
  private static final EntityUid FILE = EntityUid.of("File", "f");

  private final PolicyEngine engine = PolicyEngine.compile(PolicySet.byPosition(policies()));
  private final PreparedRequest prepared =
      engine.prepare(new Request(ALICE, READ, FILE, context()), entities());

  private static List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Scope role = new Scope.In(new ScopeEntity.Entity(EntityUid.of("Role", "r" + i % 8)));
      policies.add(policy(Effect.PERMIT, role, conditions(i)));
      policies.add(policy(Effect.FORBID, role, conditions(100)));
    }
    return policies;
  }

  /// Attributes, comparison of a sum, membership, a set of the request's parts.
  private static Expr conditions(int limit) {
    Expr sum = binary(BinaryOperator.ADD, attribute("amount"), number(limit));
    Expr members =
        new Expr.SetLiteral(List.of(variable(Variable.PRINCIPAL), attribute("owner")), Span.NONE);
    return new Expr.And(
        List.of(
            binary(BinaryOperator.GREATER_OR_EQUAL, sum, number(100 + limit)),
            binary(
                BinaryOperator.EQUAL,
                attribute("team"),
                new Expr.Literal(new StringValue("blue"), Span.NONE)),
            binary(BinaryOperator.IN, variable(Variable.PRINCIPAL), members),
            binary(BinaryOperator.CONTAINS, attribute("labels"), attribute("team")),
            new Expr.HasAttribute(variable(Variable.CONTEXT), List.of("nested", "deep"), Span.NONE),
            binary(BinaryOperator.LESS, number(limit), number(8))),
        Span.NONE);
  }

  private static Policy policy(Effect effect, Scope principal, Expr body) {
    Condition condition = new Condition(Condition.Kind.WHEN, body, Span.NONE);
    return new Policy(
        effect,
        List.of(),
        principal,
        new ActionScope.InAny(List.of(READ, EntityUid.of("Action", "write"))),
        new Scope.Any(),
        List.of(condition),
        Span.NONE);
  }

  private static Expr variable(Variable variable) {
    return new Expr.Var(variable, Span.NONE);
  }

  private static Expr attribute(String name) {
    return new Expr.GetAttribute(variable(Variable.CONTEXT), name, Span.NONE);
  }

  private static Expr number(long number) {
    return new Expr.Literal(new LongValue(number), Span.NONE);
  }

  private static Expr binary(BinaryOperator operator, Expr left, Expr right) {
    return new Expr.Binary(operator, left, right, Span.NONE);
  }

  private static RecordValue context() {
    StringValue blue = new StringValue("blue");
    return RecordValue.of(
        Map.of(
            "amount",
            new LongValue(1_000),
            "owner",
            ALICE,
            "team",
            blue,
            "labels",
            SetValue.of(blue, new StringValue("green")),
            "nested",
            RecordValue.of(Map.of("deep", blue))));
  }

  private static Entities entities() {
    List<EntityUid> roles = List.of(EntityUid.of("Role", "r1"), EntityUid.of("Role", "r9"));
    return Entities.of(
        List.of(new Entity(ALICE, RecordValue.EMPTY, Set.copyOf(roles), RecordValue.EMPTY)));
  }

  @Test
  void theDecisionAloneAllocatesNothing() {
    assertThat(engine.isPermitted(prepared)).isTrue();
    assertThat(bytesEach(() -> engine.isPermitted(prepared) ? 1 : 0)).isZero();
  }

  @Test
  void aFullAnswerTakesAtMostTwoHundredBytes() {
    assertThat(engine.authorize(prepared).reasons()).isNotEmpty();
    assertThat(bytesEach(() -> engine.authorize(prepared).permitted() ? 1 : 0)).isBetween(1L, 200L);
  }

  /// Bytes that one round takes on this thread, once everything is loaded.
  private static long bytesEach(IntSupplier decision) {
    int permitted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      permitted += decision.getAsInt();
    }
    long thread = Thread.currentThread().threadId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    for (int i = 0; i < ROUNDS; i++) {
      permitted += decision.getAsInt();
    }
    long bytes = THREADS.getThreadAllocatedBytes(thread) - before;
    assertThat(permitted).isEqualTo(2 * ROUNDS);
    return bytes / ROUNDS;
  }
}
