/// Tests of the package.
@NullMarked
package dev.remit.server.measure;

import org.jspecify.annotations.NullMarked;
