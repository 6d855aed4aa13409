/// Tests of retention beside decisions.
@NullMarked
package dev.remit.server.retention;

import org.jspecify.annotations.NullMarked;
