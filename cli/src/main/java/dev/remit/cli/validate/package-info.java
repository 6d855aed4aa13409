/// `remit validate`: do policies, entities and requests fit a schema?
///
/// Read [dev.remit.cli.validate.ValidateCommand], then [dev.remit.cli.validate.Report]. Knows no
/// bundle and no decision; which validator answers, it is told.
@NullMarked
package dev.remit.cli.validate;

import org.jspecify.annotations.NullMarked;
