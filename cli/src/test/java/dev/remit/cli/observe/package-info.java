/// What makes runs start quickly.
@NullMarked
package dev.remit.cli.observe;

import org.jspecify.annotations.NullMarked;
