package dev.remit.cli;

import dev.remit.cli.access.AccessCommand;
import dev.remit.cli.authorize.AuthorizeCommand;
import dev.remit.cli.authorize.ExplainCommand;
import dev.remit.cli.backup.BackupCommand;
import dev.remit.cli.backup.RestoreCommand;
import dev.remit.cli.cause.CausesCommand;
import dev.remit.cli.cause.TimelineCommand;
import dev.remit.cli.corpus.CorpusCommand;
import dev.remit.cli.identity.IdentitiesCommand;
import dev.remit.cli.log.LogCommand;
import dev.remit.cli.observe.ImportCommand;
import dev.remit.cli.rate.RatesCommand;
import dev.remit.cli.rewrite.ConvertCommand;
import dev.remit.cli.rewrite.FormatCommand;
import dev.remit.cli.run.RunCommand;
import dev.remit.cli.serve.DemoCommand;
import dev.remit.cli.serve.ServeCommand;
import dev.remit.cli.terminal.Menu;
import dev.remit.cli.terminal.Menu.Entry;
import dev.remit.cli.validate.ValidateCommand;
import dev.remit.validator.OfficialValidator;

/// The commands of `remit`, in the order of its help.
final class Commands {
  static final Menu ALL =
      Menu.of(
          new Entry(ServeCommand.class, ServeCommand::new),
          new Entry(RunCommand.class, RunCommand::new),
          new Entry(ImportCommand.class, ImportCommand::new),
          new Entry(DemoCommand.class, DemoCommand::new),
          new Entry(LogCommand.class, LogCommand::new, LogCommand.BELOW),
          new Entry(CausesCommand.class, CausesCommand::new),
          new Entry(TimelineCommand.class, TimelineCommand::new),
          new Entry(IdentitiesCommand.class, IdentitiesCommand::new),
          new Entry(RatesCommand.class, RatesCommand::new),
          new Entry(AccessCommand.class, AccessCommand::new, AccessCommand.BELOW),
          new Entry(BackupCommand.class, BackupCommand::new),
          new Entry(RestoreCommand.class, RestoreCommand::new),
          new Entry(AuthorizeCommand.class, AuthorizeCommand::new),
          new Entry(ExplainCommand.class, ExplainCommand::new),
          new Entry(
              ValidateCommand.class,
              terminal -> new ValidateCommand(terminal, new OfficialValidator())),
          new Entry(FormatCommand.class, FormatCommand::new),
          new Entry(ConvertCommand.class, ConvertCommand::new),
          new Entry(CorpusCommand.class, CorpusCommand::new));

  private Commands() {}
}
