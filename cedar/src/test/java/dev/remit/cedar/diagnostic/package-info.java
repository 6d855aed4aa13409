/// Claims about how mistakes are shown. Where things stand in a text, by laws.
@NullMarked
package dev.remit.cedar.diagnostic;

import org.jspecify.annotations.NullMarked;
