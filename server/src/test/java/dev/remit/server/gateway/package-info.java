/// Tests of what all gateways have in common.
@NullMarked
package dev.remit.server.gateway;

import org.jspecify.annotations.NullMarked;
