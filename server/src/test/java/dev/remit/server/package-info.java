/// Tests of the service as a whole, and what tests of its packages start it with.
@NullMarked
package dev.remit.server;

import org.jspecify.annotations.NullMarked;
