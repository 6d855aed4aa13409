/// The OpenID AuthZEN Authorization API 1.0.
///
/// Read [dev.remit.server.authzen.EvaluationEndpoint].
@NullMarked
package dev.remit.server.authzen;

import org.jspecify.annotations.NullMarked;
