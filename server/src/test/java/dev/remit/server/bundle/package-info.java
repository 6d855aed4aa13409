/// Tests of the package.
@NullMarked
package dev.remit.server.bundle;

import org.jspecify.annotations.NullMarked;
