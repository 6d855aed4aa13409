/// What explanations look like; the golden files are to be read by people.
@NullMarked
package dev.remit.cedar.explain;

import org.jspecify.annotations.NullMarked;
