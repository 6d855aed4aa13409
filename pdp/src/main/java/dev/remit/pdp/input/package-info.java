/// Requests as files hold them: recorded agent runs and AuthZEN evaluations, one JSON object a
/// line, plain or gzip.
///
/// Read [dev.remit.pdp.input.RequestLines], [dev.remit.pdp.input.InputLine], then
/// [dev.remit.pdp.input.AgentRunReader]. Knows nothing of bundles and decisions. A line that cannot
/// be understood is set aside, with its mistakes; it never ends the reading.
@NullMarked
package dev.remit.pdp.input;

import org.jspecify.annotations.NullMarked;
