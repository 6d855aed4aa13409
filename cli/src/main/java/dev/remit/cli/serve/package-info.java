/// `remit serve`: the decision point as a service, and `remit demo`, which asks one.
///
/// Read [dev.remit.cli.serve.ServeCommand], [dev.remit.cli.serve.StopSignal], then
/// [dev.remit.cli.serve.DemoCommand].
@NullMarked
package dev.remit.cli.serve;

import org.jspecify.annotations.NullMarked;
