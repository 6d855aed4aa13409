/// Claims about how mistakes are shown.
@NullMarked
package dev.remit.cedar.diagnostic;

import org.jspecify.annotations.NullMarked;
