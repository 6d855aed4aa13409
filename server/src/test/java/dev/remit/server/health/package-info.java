/// Tests of the package.
@NullMarked
package dev.remit.server.health;

import org.jspecify.annotations.NullMarked;
