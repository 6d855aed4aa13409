/// Who calls, and what about.
@NullMarked
package dev.remit.server.access;

import org.jspecify.annotations.NullMarked;
