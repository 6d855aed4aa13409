/// Access reviews as API servers send them.
@NullMarked
package dev.remit.server.kubernetes;

import org.jspecify.annotations.NullMarked;
