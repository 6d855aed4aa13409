/// What makes runs start quickly.
@NullMarked
package dev.remit.cli.launch;

import org.jspecify.annotations.NullMarked;
