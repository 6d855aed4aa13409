package dev.remit.cedar.text;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Condition;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads policies from text. All mistakes of a text are reported: behind one that cannot be read
/// over, reading goes on at the next policy.
///
/// Needs a stack that depends on [Limits#EXPRESSION_DEPTH_MAX] only. `O(length)`.
public final class PolicyParser {
  private final Cursor cursor;
  private final ScopeParser scopes;
  private final AnnotationParser annotations;
  private final Bounds bounds;
  private final ExpressionParser expressions;

  private PolicyParser(Cursor cursor) {
    this.cursor = cursor;
    this.annotations = new AnnotationParser(cursor);
    this.bounds = new Bounds(cursor);
    this.scopes = new ScopeParser(cursor, bounds);
    this.expressions = new ExpressionParser(cursor, bounds);
  }

  /// The policies and templates of a text, in order; none of a text without any.
  public static List<Policy> parse(Source source) throws SyntaxException {
    Cursor cursor = Parsing.begin(source);
    List<Policy> policies = new PolicyParser(cursor).policies();
    cursor.refuseIfAny();
    return policies;
  }

  /// One expression and nothing else, as it may stand in a condition.
  public static Expr parseExpression(Source source) throws SyntaxException {
    Cursor cursor = Parsing.begin(source);
    Expr expression = MemberParser.placeholder(Span.NONE);
    try {
      expression = new ExpressionParser(cursor, new Bounds(cursor)).expression();
      cursor.expect(TokenKind.END, Operators.help(cursor.peek()));
    } catch (Unexpected _) {
      // Reported; there is nothing behind an expression to go on with.
    }
    cursor.refuseIfAny();
    return expression;
  }

  private List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    while (!cursor.at(TokenKind.END) && !cursor.reports().diagnostics().isFull()) {
      int from = cursor.index();
      try {
        policies.add(policy());
      } catch (Unexpected _) {
        Recovery.skipPolicy(cursor, from);
      }
      if (policies.size() > Limits.POLICIES_MAX) {
        reportTooMany();
        break;
      }
    }
    return List.copyOf(policies);
  }

  private void reportTooMany() {
    String message = "more than " + Limits.POLICIES_MAX + " policies in one text";
    cursor.report("too-many-policies", cursor.peek().span(), message, "split it");
  }

  private Policy policy() throws Unexpected {
    int from = cursor.index();
    List<Annotation> annotations = this.annotations.read("policy");
    Effect effect = effect();
    ScopeParser.Head head = scopes.head();
    List<Condition> conditions = conditions();
    end();
    return new Policy(
        effect,
        annotations,
        head.principal(),
        head.action(),
        head.resource(),
        conditions,
        cursor.since(from));
  }

  private Effect effect() throws Unexpected {
    Token token = cursor.peek();
    for (Effect effect : Effect.values()) {
      if (cursor.accept(effect.text())) {
        return effect;
      }
    }
    if (token.kind() != TokenKind.IDENTIFIER
        || cursor.peek(1).kind() != TokenKind.LEFT_PARENTHESIS) {
      throw cursor.unexpected("`permit` or `forbid`", "");
    }
    cursor.next();
    String help =
        switch (token.text().toLowerCase(Locale.ROOT)) {
          case "allow", "grant" -> "write `permit`";
          case "deny" -> "write `forbid`";
          default ->
              Suggestions.didYouMean(
                  token.text(), List.of("permit", "forbid"), "write `permit` or `forbid`");
        };
    cursor.report("unknown-effect", token.span(), "unknown effect `" + token.text() + "`", help);
    return Effect.FORBID;
  }

  private List<Condition> conditions() throws Unexpected {
    List<Condition> conditions = new ArrayList<>();
    while (cursor.at(TokenKind.IDENTIFIER) && cursor.peek(1).kind() == TokenKind.LEFT_BRACE) {
      bounds.requireRoom(conditions.size(), "conditions of one policy");
      conditions.add(condition());
    }
    return conditions;
  }

  private Condition condition() throws Unexpected {
    int from = cursor.index();
    Condition.Kind kind = conditionKind();
    cursor.next();
    if (cursor.accept(TokenKind.RIGHT_BRACE)) {
      Span span = cursor.since(from);
      String help = "write an expression into it, or leave it out";
      cursor.report("empty-condition", span, "this condition is empty", help);
      return new Condition(kind, MemberParser.placeholder(span), span);
    }
    Expr body = expressions.expression();
    cursor.expect(TokenKind.RIGHT_BRACE, Operators.help(cursor.peek()));
    return new Condition(kind, body, cursor.since(from));
  }

  private Condition.Kind conditionKind() {
    Token token = cursor.next();
    for (Condition.Kind kind : Condition.Kind.values()) {
      if (token.is(kind.text())) {
        return kind;
      }
    }
    cursor.report(
        "unknown-condition",
        token.span(),
        "unknown condition `" + token.text() + "`",
        Suggestions.didYouMean(
            token.text(), List.of("when", "unless"), "write `when` or `unless`"));
    return Condition.Kind.WHEN;
  }

  private void end() throws Unexpected {
    if (cursor.accept(TokenKind.SEMICOLON)) {
      return;
    }
    if (cursor.at("when") || cursor.at("unless")) {
      cursor.next();
      throw cursor.unexpected("`{`", "a condition is written `when { … }`");
    }
    if (!Recovery.atPolicy(cursor) && !cursor.at(TokenKind.END)) {
      throw cursor.unexpected("`when`, `unless` or `;`", "");
    }
    Span span = cursor.previous().span();
    String message = "there is no `;` behind this policy";
    cursor.report("missing-semicolon", span, message, "end every policy with `;`");
  }
}
