/// `remit format` and `remit convert`: the same policies and schemas in another layout or form.
///
/// Read [dev.remit.cli.rewrite.FormatCommand], [dev.remit.cli.rewrite.ConvertCommand], then
/// [dev.remit.cli.rewrite.Conversion]. Knows nothing of entities, requests or decisions.
@NullMarked
package dev.remit.cli.rewrite;

import org.jspecify.annotations.NullMarked;
