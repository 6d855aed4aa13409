package dev.remit.cli.corpus;

import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Progress;
import dev.remit.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit corpus`: does our engine answer as a conformance corpus says?
@Command(
    name = "corpus",
    description = "Decides the requests of a conformance corpus and compares the answers.",
    footer = {
      "",
      "A corpus is a folder with corpus-tests/*.json, tests/*/*.json or oopsla/*/*/, or an archive"
          + " of such a folder. Answers differ in the decision, the reasons or the errors.",
      "",
      "Exit code: 0 if all answers are as expected, 1 if any differs.",
      "",
      "Examples:",
      "  remit corpus ../shared/data/cedar",
      "  remit corpus corpus-tests.tar.gz --show 20",
      "  remit corpus tests/ip/1.json"
    })
public final class CorpusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Folders, archives or files of single cases.")
  private List<Path> paths = List.of();

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "10",
      description = "Mismatches to print in full; ${DEFAULT-VALUE} if not given.")
  private int show;

  private final Map<Mismatch.Kind, Integer> counts = new EnumMap<>(Mismatch.Kind.class);
  private int cases;
  private int requests;
  private int mismatches;

  public CorpusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    for (Path path : paths) {
      judge(Corpus.open(path));
    }
    report();
    return mismatches == 0 ? ExitCode.OK : ExitCode.FAULT;
  }

  private void judge(Corpus corpus) {
    Progress progress = new Progress(terminal, "cases", corpus.size());
    for (Corpus.CaseFile file : corpus.caseFiles()) {
      Verdict verdict = CaseJudge.judge(file);
      cases++;
      requests += verdict.requests();
      verdict.mismatches().forEach(this::count);
      progress.step();
    }
  }

  private void count(Mismatch mismatch) {
    if (mismatches++ < show) {
      terminal.out().println(mismatch);
    }
    counts.merge(mismatch.kind(), 1, Integer::sum);
  }

  private void report() {
    if (mismatches > show) {
      terminal.out().println("... and " + (mismatches - show) + " more, see --show");
    }
    for (Mismatch.Kind kind : Mismatch.Kind.values()) {
      terminal.out().printf("%-10s %d%n", kind.text(), counts.getOrDefault(kind, 0));
    }
    terminal
        .out()
        .println(cases + " cases, " + requests + " requests, " + mismatches + " mismatches");
  }
}
