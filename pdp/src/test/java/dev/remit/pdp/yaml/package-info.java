/// What the text of files says.
@NullMarked
package dev.remit.pdp.yaml;

import org.jspecify.annotations.NullMarked;
