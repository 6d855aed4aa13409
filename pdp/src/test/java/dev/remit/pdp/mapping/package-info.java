/// The mapping's rules, one by one.
@NullMarked
package dev.remit.pdp.mapping;

import org.jspecify.annotations.NullMarked;
