package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.BinaryOperator;
import dev.remit.cedar.policy.Effect;
import dev.remit.cedar.policy.Expr;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.Policy;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.UnaryOperator;
import dev.remit.cedar.text.PolicyParser;
import dev.remit.cedar.value.LongValue;
import dev.remit.pdp.task.MeterRule;
import dev.remit.pdp.task.PolicyEffects;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.pdp.task.TaskRules;
import dev.remit.pdp.yaml.Times;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the annotations `@label` and `@meter` of permits, and collects every mistake.
///
/// `@label("a, b")` names labels. `@meter("refunds += context.arguments.amount per 1h; sent += 1")`
/// has advances with `;` between them: a meter, `+=`, an expression, and perhaps a window.
final class EffectReader {
  private static final String CODE = "bundle.effect";
  private static final String LABEL = "label";
  private static final String METER = "meter";
  private static final Pattern ADVANCE =
      Pattern.compile("\\s*([^\\s+=]+)\\s*\\+=(.*?)(?:\\sper\\s+([0-9a-z]+)\\s*)?", Pattern.DOTALL);

  private final TaskRules rules;
  private final Map<PolicyId, PolicyEffects> effects = new LinkedHashMap<>();
  private final List<Diagnostic> mistakes = new ArrayList<>();

  EffectReader(TaskRules rules) {
    this.rules = Objects.requireNonNull(rules, "rules");
  }

  List<Diagnostic> mistakes() {
    return mistakes;
  }

  /// Of the permits that have any.
  Map<PolicyId, PolicyEffects> effects() {
    return effects;
  }

  void read(Source source, PolicyId id, Policy policy) {
    SortedSet<String> labels = new TreeSet<>();
    List<PolicyEffects.Advance> advances = new ArrayList<>();
    for (Annotation annotation : policy.annotations()) {
      boolean label = annotation.name().equals(LABEL);
      if ((label || annotation.name().equals(METER)) && isPermit(source, policy, annotation)) {
        if (label) {
          readLabels(source, annotation, labels);
        } else {
          readAdvances(source, annotation, advances);
        }
      }
    }
    if (!labels.isEmpty() || !advances.isEmpty()) {
      effects.put(id, new PolicyEffects(labels, advances));
    }
  }

  private boolean isPermit(Source source, Policy policy, Annotation annotation) {
    boolean permit = policy.effect() == Effect.PERMIT;
    if (!permit) {
      add(
          source,
          annotation,
          "a forbid has no effect on a task, and this one has `@" + annotation.name() + "`",
          "write it on the permits");
    }
    return permit;
  }

  private void readLabels(Source source, Annotation annotation, SortedSet<String> labels) {
    for (String text : annotation.value().split(",", -1)) {
      String label = text.strip();
      if (!rules.labels().contains(label)) {
        add(
            source,
            annotation,
            "`" + label + "` is no label of this bundle",
            "declare it in `tasks.labels` of `remit.yaml`");
      }
      labels.add(label);
    }
  }

  private void readAdvances(
      Source source, Annotation annotation, List<PolicyEffects.Advance> advances) {
    for (String text : pieces(annotation.value())) {
      Matcher parts = ADVANCE.matcher(text);
      if (!parts.matches()) {
        add(
            source,
            annotation,
            "`" + text.strip() + "` advances no meter",
            "write `meter += expression`, or `meter += expression per 1h`");
        continue;
      }
      MeterRule meter = rules.meters().get(parts.group(1));
      if (meter == null) {
        add(
            source,
            annotation,
            "`" + parts.group(1) + "` is no meter of this bundle",
            "declare it in `tasks.meters` of `remit.yaml`");
      }
      Optional<Expr> amount = amount(source, annotation, parts.group(2));
      Optional<Long> window = window(source, annotation, parts.group(3), meter);
      if (amount.isPresent() && window.isPresent()) {
        advances.add(new PolicyEffects.Advance(parts.group(1), amount.get(), window.get()));
      }
    }
  }

  /// What is between semicolons that are in no text.
  private static List<String> pieces(String value) {
    List<String> pieces = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        pieces.add(value.substring(from, i));
        from = i + 1;
      }
    }
    pieces.add(value.substring(from));
    return pieces;
  }

  private Optional<Expr> amount(Source source, Annotation annotation, String text) {
    Expr amount;
    try {
      amount = PolicyParser.parseExpression(new Source("amount", text));
    } catch (SyntaxException e) {
      Diagnostic first = e.diagnostics().getFirst();
      add(
          source,
          annotation,
          "`" + text.strip() + "` cannot be read: " + first.message(),
          first.help().isEmpty() ? "write a Cedar expression" : first.help());
      return Optional.empty();
    }
    if (!mayBeWhole(amount)) {
      add(
          source,
          annotation,
          "`" + text.strip() + "` is no whole number, whatever the request",
          "write an expression such as `1` or `context.arguments.amount`");
      return Optional.empty();
    }
    return Optional.of(amount);
  }

  /// False where the outermost operation never has a whole number.
  private static boolean mayBeWhole(Expr amount) {
    return switch (amount) {
      case Expr.Literal(var value, _) -> value instanceof LongValue(long number) && number >= 0;
      case Expr.If(_, Expr then, Expr otherwise, _) -> mayBeWhole(then) && mayBeWhole(otherwise);
      case Expr.Unary(UnaryOperator operator, _, _) -> operator == UnaryOperator.NEGATE;
      case Expr.Binary(BinaryOperator operator, _, _, _) ->
          switch (operator) {
            case ADD, SUBTRACT, MULTIPLY, GET_TAG -> true;
            case EQUAL,
                NOT_EQUAL,
                LESS,
                LESS_OR_EQUAL,
                GREATER,
                GREATER_OR_EQUAL,
                IN,
                CONTAINS,
                CONTAINS_ALL,
                CONTAINS_ANY,
                HAS_TAG ->
                false;
          };
      case Expr.GetAttribute _, Expr.Call _ -> true;
      case Expr.Var _,
          Expr.And _,
          Expr.Or _,
          Expr.Like _,
          Expr.Is _,
          Expr.IsIn _,
          Expr.HasAttribute _,
          Expr.SetLiteral _,
          Expr.RecordLiteral _ ->
          false;
    };
  }

  /// In milliseconds; that of the meter where nothing is written.
  private Optional<Long> window(
      Source source, Annotation annotation, @Nullable String text, @Nullable MeterRule meter) {
    if (text == null) {
      return Optional.of(meter == null ? 0L : meter.windowMillis());
    }
    Optional<Duration> window =
        Times.parse(text, ChronoUnit.SECONDS)
            .filter(span -> span.compareTo(TaskLimits.WINDOW_MAX) <= 0);
    if (window.isEmpty()) {
      add(
          source,
          annotation,
          "`" + text + "` is no window",
          "write a time of at most "
              + TaskLimits.WINDOW_MAX.toDays()
              + "d, as `30s`, `10m`, `1h` or `7d`");
    }
    return window.map(Duration::toMillis);
  }

  private void add(Source source, Annotation annotation, String message, String help) {
    if (mistakes.size() < Limits.DIAGNOSTICS_MAX) {
      mistakes.add(new Diagnostic(CODE, source, annotation.span(), message, help));
    }
  }
}
