/// Tests of the abstract syntax.
@NullMarked
package dev.remit.cedar.policy;

import org.jspecify.annotations.NullMarked;
