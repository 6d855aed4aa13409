/// The commands for who may call the service, where the service itself cannot be asked.
///
/// Read [dev.remit.cli.access.AccessCommand], then [dev.remit.cli.access.ResetCommand].
@NullMarked
package dev.remit.cli.access;

import org.jspecify.annotations.NullMarked;
