package dev.remit.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// Commands in the order of the help that lists them; some hold a menu of their own.
///
/// Reading a command's annotations is most of what a short run costs, so only the command that runs
/// is read whole; of the others, what the help says of them (ADR 0003).
public record Menu(List<Entry> entries) {
  public Menu {
    entries = List.copyOf(entries);
  }

  public static Menu of(Entry... entries) {
    return new Menu(List.of(entries));
  }

  /// A command whose annotations say its name, how it is made, and what is below it.
  public record Entry(Class<?> type, Function<Terminal, Object> make, @Nullable Menu below) {
    public Entry {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(make, "make");
    }

    public Entry(Class<?> type, Function<Terminal, Object> make) {
      this(type, make, null);
    }

    private Command annotation() {
      return Objects.requireNonNull(type.getAnnotation(Command.class), type.getName());
    }

    private String name() {
      return annotation().name();
    }

    private CommandLine whole(List<String> words, Terminal terminal) {
      CommandSpec spec = CommandSpec.forAnnotatedObject(make.apply(terminal));
      spec.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
      spec.usageMessage().sortOptions(false);
      CommandLine command = new CommandLine(spec);
      if (below != null) {
        below.addTo(command, words, terminal);
      }
      return command;
    }

    /// With the first sentence of its description.
    private CommandLine listed() {
      CommandSpec spec = CommandSpec.create();
      spec.usageMessage().description(annotation().description()[0]);
      return new CommandLine(spec);
    }

    private Stream<String> paths() {
      Stream<String> own = Stream.of(name());
      return below == null
          ? own
          : Stream.concat(own, below.paths().stream().map(path -> name() + " " + path));
    }
  }

  /// Every command as it is called, those below others behind them: `log`, `log query`.
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    entries.forEach(entry -> entry.paths().forEach(paths::add));
    return paths;
  }

  /// Adds every command to one that they are below; only the one that `words` begin with can run.
  public void addTo(CommandLine parent, List<String> words, Terminal terminal) {
    String chosen = words.isEmpty() ? "" : words.getFirst();
    for (Entry entry : entries) {
      String name = entry.name();
      parent.addSubcommand(
          name,
          name.equals(chosen)
              ? entry.whole(words.subList(1, words.size()), terminal)
              : entry.listed());
    }
  }
}
