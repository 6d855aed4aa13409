/// How the service speaks HTTP: endpoints behind the gate, whole bodies within limits, problem
/// documents.
///
/// Read [dev.remit.server.http.Endpoint], [dev.remit.server.http.Call], then
/// [dev.remit.server.http.Problem]. Knows nothing of decisions.
@NullMarked
package dev.remit.server.http;

import org.jspecify.annotations.NullMarked;
