/// `remit log`: what the decision log holds, whether it is what was written, and decisions taken
/// again.
///
/// Read [dev.remit.cli.log.LogCommand], [dev.remit.cli.log.QueryCommand], then
/// [dev.remit.cli.log.ReplayCommand]. Reads the data folder beside whoever writes it, and never
/// writes to it.
@NullMarked
package dev.remit.cli.log;

import org.jspecify.annotations.NullMarked;
