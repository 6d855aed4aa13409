package dev.remit.cli.rewrite;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cli.rewrite.Conversion.Kind;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit convert`: Cedar text as JSON, and JSON as Cedar text.
@Command(
    name = "convert",
    customSynopsis = "remit convert [--kind policies|policy|schema] [FILE]",
    description = {
      "Converts policies and schemas between Cedar text and JSON.",
      "To the form that the file is not in. Comments of Cedar text are lost."
    },
    footer = {
      "",
      "In JSON, policies have ids: the annotation @id, else policy0, policy1, ... by position. Back"
          + " in text, an id that does not follow from the position becomes an annotation.",
      "",
      "Exit code: 0 if done, 1 if the file cannot be read, or said in the other form.",
      "",
      "Examples:",
      "  remit convert photos.cedar > photos.json",
      "  remit convert photos.cedarschema",
      "  echo 'permit(principal, action, resource);' | remit convert --kind policy"
    })
public final class ConvertCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "What to convert; standard input if not given.")
  private String file = "-";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "What the file holds: policies (a set of them), policy (just one) or schema; told from"
              + " the file if not given.")
  private @Nullable Kind kind;

  public ConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    Source source = new Inputs(terminal).read(file);
    try {
      terminal.out().print(Conversion.convert(source, Kind.of(source, kind)));
    } catch (SyntaxException e) {
      throw Fault.of(e);
    }
    return ExitCode.OK;
  }
}
