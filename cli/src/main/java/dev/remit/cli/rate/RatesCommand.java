package dev.remit.cli.rate;

import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.input.DeclaredOption;
import dev.remit.cli.log.DataOption;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.cause.History;
import dev.remit.insight.cause.RiseCauses;
import dev.remit.insight.declared.Approvals;
import dev.remit.insight.declared.Declarations;
import dev.remit.insight.declared.PolicyOwners;
import dev.remit.insight.declared.SourcesOfTruth;
import dev.remit.insight.rate.Dimension;
import dev.remit.insight.rate.Question;
import dev.remit.insight.rate.RateReader;
import dev.remit.insight.rate.RateReport;
import dev.remit.insight.rate.RatesCsv;
import dev.remit.insight.rate.RatesJson;
import dev.remit.insight.rate.Scope;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit rates`: how often authority was wanting.
@Command(
    name = "rates",
    customSynopsis =
        "remit rates [--by NAME[,NAME]...] [--since TIME] [--until TIME] [--top N] [--quick]"
            + " [--rises] [--declared FILE] [--json | --csv]",
    description =
        "Counts authorization failures, each rate with what it is a part of, by whatever is named.",
    footer = {
      "",
      "Only a denial for want of authority is in the numerator. Authentication failures, throttling,"
          + " faults, denials of our own to be safe and unacceptable requests stand beside it."
          + " Duplicates are counted apart, searches and notes of tasks nowhere. What is not known"
          + " is said to be so, and is not zero.",
      "",
      "Counts by hour answer most questions; those for owner, resource, workflow and source, and"
          + " the first and last hour of a window that cuts them, read records. --csv prints the"
          + " groups alone.",
      "",
      "A rise is an hour with more denials than any before it, so many that a report without any rise"
          + " would claim one in 1 of 100 cases at most, where requests are independent of each other."
          + " Its class is that of more than half of its denials, as `remit causes` tells it from the"
          + " records of the window and of the 28 days before.",
      "",
      "An owner is the declared one of the identity (--declared, as for `remit causes`), else that"
          + " of the resource.",
      "",
      "Exit code: 0, or 1 if the log cannot be read or an option is at fault.",
      "",
      "Examples:",
      "  remit rates",
      "  remit rates --by identity --since 7d",
      "  remit rates --by action,hour --kind observation --source cloudtrail --top 50",
      "  remit rates --by identity,hour --quick --csv",
      "  remit rates --rises --since 7d",
      "  remit rates --by owner --declared accounts.json"
    })
public final class RatesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      split = ",",
      description =
          "What attempts are told apart by, at most three of: identity, owner, action,"
              + " resource-type, resource, point, workflow, kind, source, hour, day.")
  private List<String> by = new ArrayList<>();

  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How many groups are named, the most denied first; the others are counted together;"
              + " ${DEFAULT-VALUE} if not given.")
  private int top;

  @Option(
      names = "--quick",
      description =
          "Read no records for what counts do not tell: late records, what users saw, the largest"
              + " cause, and from when on the log can see.")
  private boolean quick;

  @Option(
      names = "--rises",
      description =
          "Also hold each hour of each identity against its own history of 28 days, in the window"
              + " or, without one, in the last day that the log holds.")
  private boolean rises;

  @Mixin private DataOption data = new DataOption();
  @Mixin private DeclaredOption declared = new DeclaredOption();

  @Option(names = "--json", description = "Print one JSON object, with everything.")
  private boolean json;

  @Option(names = "--csv", description = "Print the groups as comma-separated values, with a head.")
  private boolean csv;

  public RatesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Question question = question();
    Declarations said = declared.read();
    try (LogTable table = data.openTable()) {
      RateReport report = new RateReader(table, said).read(question, !quick && !csv, rises);
      SourcesOfTruth known = new SourcesOfTruth(said, Approvals.NOT_KNOWN, PolicyOwners.NONE);
      print(new RiseCauses(table, known, History.USUAL).explained(report));
      return ExitCode.OK;
    } catch (QueryFault e) {
      throw new Fault(e.text());
    }
  }

  private Question question() throws Fault {
    List<Fault> faults = new ArrayList<>();
    Scope asked = Scope.ALL;
    List<Dimension> dimensions = dimensions(faults);
    try {
      asked = scope.scope(Clock.systemUTC().instant());
    } catch (Fault e) {
      faults.add(e);
    }
    if (top < 0 || top > Question.TOP_MAX) {
      faults.add(
          new Fault("--top: `" + top + "` is not from 0 to " + Question.TOP_MAX + "; write one"));
    }
    if (json && csv) {
      faults.add(new Fault("--json, --csv: both are given; leave one out"));
    }
    if (rises && csv) {
      faults.add(new Fault("--rises: --csv prints groups alone; write `--json`"));
    }
    Optional<Fault> merged = Fault.merge(faults);
    if (merged.isPresent()) {
      throw merged.get();
    }
    return new Question(asked, dimensions, top);
  }

  private List<Dimension> dimensions(List<Fault> faults) {
    SequencedSet<Dimension> dimensions = new LinkedHashSet<>();
    for (String title : by) {
      Optional<Dimension> dimension = Dimension.find(title);
      dimension.ifPresent(dimensions::add);
      if (dimension.isEmpty()) {
        faults.add(new Fault("--by: `" + title + "` is not known; it is " + Dimension.choices()));
      }
    }
    if (dimensions.size() > Question.BY_MAX) {
      faults.add(new Fault("--by: more than " + Question.BY_MAX + " are named; leave some out"));
      return List.of();
    }
    return List.copyOf(dimensions);
  }

  private void print(RateReport report) {
    if (json) {
      terminal.out().println(JsonWriter.pretty(RatesJson.of(report)));
    } else if (csv) {
      RatesCsv.lines(report).forEach(terminal.out()::println);
    } else {
      new RatesText(terminal, report).print();
    }
  }
}
