/// `remit run --against`: recorded runs of benchmarks judged as if a bundle had decided in them,
/// which attacks it would have stopped and which work it would have let go on.
///
/// Read [dev.remit.cli.trial.Trials], [dev.remit.cli.trial.Judge], then
/// [dev.remit.cli.trial.TrialText].
@NullMarked
package dev.remit.cli.trial;

import org.jspecify.annotations.NullMarked;
