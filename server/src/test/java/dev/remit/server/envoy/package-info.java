/// External authorization, asked with Envoy's own classes and as Envoy asks over HTTP.
@NullMarked
package dev.remit.server.envoy;

import org.jspecify.annotations.NullMarked;
