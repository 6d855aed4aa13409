/// What every command uses to talk: streams, exit codes, faults, files given as arguments.
///
/// Read [dev.remit.cli.terminal.Terminal], [dev.remit.cli.terminal.Fault], then
/// [dev.remit.cli.terminal.Inputs]. Knows no command.
@NullMarked
package dev.remit.cli.terminal;

import org.jspecify.annotations.NullMarked;
