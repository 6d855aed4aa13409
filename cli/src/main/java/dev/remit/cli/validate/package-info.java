/// `remit validate`: do policies, entities and requests fit a schema?
///
/// Read [dev.remit.cli.validate.ValidateCommand], then [dev.remit.cli.validate.Report].
@NullMarked
package dev.remit.cli.validate;

import org.jspecify.annotations.NullMarked;
