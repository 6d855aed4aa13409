package dev.remit.cli;

import dev.remit.cli.authorize.AuthorizeCommand;
import dev.remit.cli.authorize.ExplainCommand;
import dev.remit.cli.corpus.CorpusCommand;
import dev.remit.cli.log.HeadCommand;
import dev.remit.cli.log.LogCommand;
import dev.remit.cli.log.ReplayCommand;
import dev.remit.cli.log.ShowCommand;
import dev.remit.cli.log.VerifyCommand;
import dev.remit.cli.rewrite.ConvertCommand;
import dev.remit.cli.rewrite.FormatCommand;
import dev.remit.cli.run.DemoCommand;
import dev.remit.cli.run.RunCommand;
import dev.remit.cli.terminal.HelpOption;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.validate.ValidateCommand;
import dev.remit.validator.OfficialValidator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The commands of `remit`, in the order of its help.
///
/// Reading a command's annotations is most of what a short run costs, so only the command that runs
/// is read whole; of the others, what the help of `remit` says of them (ADR 0003).
final class Commands {
  private static final List<Entry> ALL =
      List.of(
          new Entry(RunCommand.class, RunCommand::new),
          new Entry(DemoCommand.class, DemoCommand::new),
          new Entry(
              LogCommand.class,
              _ -> new LogCommand(),
              List.of(
                  new Entry(ShowCommand.class, ShowCommand::new),
                  new Entry(ReplayCommand.class, ReplayCommand::new),
                  new Entry(VerifyCommand.class, VerifyCommand::new),
                  new Entry(HeadCommand.class, HeadCommand::new))),
          new Entry(AuthorizeCommand.class, AuthorizeCommand::new),
          new Entry(ExplainCommand.class, ExplainCommand::new),
          new Entry(
              ValidateCommand.class,
              terminal -> new ValidateCommand(terminal, new OfficialValidator())),
          new Entry(FormatCommand.class, FormatCommand::new),
          new Entry(ConvertCommand.class, ConvertCommand::new),
          new Entry(CorpusCommand.class, CorpusCommand::new));

  private Commands() {}

  /// A command whose annotations say its name, how it is made, and the commands that it groups.
  private record Entry(Class<?> type, Function<Terminal, Object> make, List<Entry> parts) {
    private Entry(Class<?> type, Function<Terminal, Object> make) {
      this(type, make, List.of());
    }

    private Command annotation() {
      return Objects.requireNonNull(type.getAnnotation(Command.class), type.getName());
    }

    private String name() {
      return annotation().name();
    }

    private CommandSpec whole(Terminal terminal) {
      CommandSpec spec = CommandSpec.forAnnotatedObject(make.apply(terminal));
      spec.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
      spec.usageMessage().sortOptions(false);
      for (Entry part : parts) {
        spec.addSubcommand(part.name(), part.whole(terminal));
      }
      return spec;
    }

    /// With the first sentence of its description.
    private CommandSpec listed() {
      CommandSpec spec = CommandSpec.create();
      spec.usageMessage().description(annotation().description()[0]);
      return spec;
    }
  }

  static List<String> names() {
    return ALL.stream().map(Entry::name).toList();
  }

  /// Every command as it is typed, those that a command groups after it.
  static List<String> lines() {
    return ALL.stream()
        .flatMap(entry ->
            Stream.concat(
                Stream.of(entry.name()),
                entry.parts().stream().map(part -> entry.name() + " " + part.name())))
        .toList();
  }

  /// Adds every command to `remit`; only the one called `chosen` can run.
  static void addTo(CommandLine remit, String chosen, Terminal terminal) {
    for (Entry entry : ALL) {
      String name = entry.name();
      remit.addSubcommand(name, name.equals(chosen) ? entry.whole(terminal) : entry.listed());
    }
  }
}
