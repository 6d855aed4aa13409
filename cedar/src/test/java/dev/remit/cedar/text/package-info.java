/// Tests of Cedar text: what is accepted, what is said about the rest, and the laws of printing and
/// formatting.
@NullMarked
package dev.remit.cedar.text;

import org.jspecify.annotations.NullMarked;
