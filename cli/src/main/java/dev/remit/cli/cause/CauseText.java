package dev.remit.cli.cause;

import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.cause.Cause;
import dev.remit.insight.cause.CauseClass;
import dev.remit.insight.cause.Evidence;
import dev.remit.insight.cause.FollowUp;
import dev.remit.insight.cause.History;
import dev.remit.insight.declared.Approval;
import java.util.List;
import java.util.Locale;

/// Causes as people read them: a paragraph each.
final class CauseText {
  /// Names that are shown of a list.
  private static final int SHOWN_MAX = 5;

  private final Terminal terminal;

  CauseText(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Of all causes the chosen ones, at most `top`.
  void print(History history, List<Cause> all, List<Cause> chosen, int top) {
    long denials = all.stream().mapToLong(Cause::denials).sum();
    line(
        String.format(
            Locale.ROOT,
            "%,d denials of %,d attempts have %,d cause%s%s",
            denials,
            history.records(),
            all.size(),
            all.size() == 1 ? "" : "s",
            chosen.size() == all.size() ? "" : "; " + chosen.size() + " as asked for"));
    chosen.stream().limit(top).forEach(this::print);
    if (chosen.size() > top) {
      line("");
      line((chosen.size() - top) + " more; `--top` shows them");
    }
  }

  private void print(Cause cause) {
    line("");
    line(
        terminal.bold(String.format(Locale.ROOT, "%,d × %s", cause.denials(), title(cause)))
            + ", "
            + cause.status().text());
    line("  who       " + cause.identity());
    line("  missing   " + shown(cause.permissions()));
    line("  on        " + shown(cause.containers()));
    if (!cause.policy().isEmpty()) {
      line("  by        " + cause.policy());
    }
    line("  owner     " + cause.owner().text());
    line("  when      " + cause.first() + " to " + cause.last());
    for (Evidence evidence : cause.verdict().evidence()) {
      String record = evidence.record() == null ? "" : "  [" + evidence.record() + "]";
      line("  because   " + evidence.text() + terminal.dim(record));
    }
    Approval approval = cause.verdict().approval();
    if (!(approval instanceof Approval.NoChange)) {
      line("  change    " + approval.text());
    }
    for (FollowUp followed : cause.followed()) {
      line(
          "  then      " + followed.kind().text() + " " + followed.time() + ": " + followed.text());
    }
  }

  private static String title(Cause cause) {
    CauseClass kind = cause.verdict().kind();
    return kind == CauseClass.UNKNOWN
        ? kind.text()
        : kind.text() + ", confidence " + cause.verdict().confidence().text();
  }

  private static String shown(List<String> texts) {
    String first = String.join(", ", texts.subList(0, Math.min(SHOWN_MAX, texts.size())));
    return texts.size() > SHOWN_MAX
        ? first + " and " + (texts.size() - SHOWN_MAX) + " more"
        : first;
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}
