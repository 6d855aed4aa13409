/// The `remit` command: arguments in, one exit code out.
///
/// Read [dev.remit.cli.Main], [dev.remit.cli.RemitCommand], then [dev.remit.cli.terminal.Terminal].
/// Commands live in packages of their own and are listed in `Main`; only they know the engine.
@NullMarked
package dev.remit.cli;

import org.jspecify.annotations.NullMarked;
