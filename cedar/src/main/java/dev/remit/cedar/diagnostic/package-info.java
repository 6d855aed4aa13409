/// Where things stand in a text and what is wrong with them.
///
/// Read [dev.remit.cedar.diagnostic.Source], [dev.remit.cedar.diagnostic.Diagnostic], then
/// [dev.remit.cedar.diagnostic.SyntaxException]. Knows nothing of Cedar.
@NullMarked
package dev.remit.cedar.diagnostic;

import org.jspecify.annotations.NullMarked;
