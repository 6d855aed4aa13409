/// Tests of the package.
@NullMarked
package dev.remit.server.api;

import org.jspecify.annotations.NullMarked;
