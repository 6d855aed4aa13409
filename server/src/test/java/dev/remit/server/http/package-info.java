/// Tests of the package.
@NullMarked
package dev.remit.server.http;

import org.jspecify.annotations.NullMarked;
