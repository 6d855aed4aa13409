@NullMarked
package dev.remit.server.source;

import org.jspecify.annotations.NullMarked;
