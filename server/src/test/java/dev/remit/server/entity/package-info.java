/// Tests of the package.
@NullMarked
package dev.remit.server.entity;

import org.jspecify.annotations.NullMarked;
