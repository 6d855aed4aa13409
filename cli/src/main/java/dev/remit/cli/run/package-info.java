/// `remit run`: recorded work decided on a bundle, logged and reported.
///
/// Read [dev.remit.cli.run.RunCommand], [dev.remit.cli.run.RecordedWork], then
/// [dev.remit.cli.run.ReportText]. What is counted is `insight`'s, how it reads is said here.
@NullMarked
package dev.remit.cli.run;

import org.jspecify.annotations.NullMarked;
