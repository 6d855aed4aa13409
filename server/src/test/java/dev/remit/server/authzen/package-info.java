@NullMarked
package dev.remit.server.authzen;

import org.jspecify.annotations.NullMarked;
