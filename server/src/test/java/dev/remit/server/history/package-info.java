/// Tests of the package.
@NullMarked
package dev.remit.server.history;

import org.jspecify.annotations.NullMarked;
