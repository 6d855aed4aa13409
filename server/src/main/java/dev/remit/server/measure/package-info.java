/// Rates of authorization failure and their causes for callers, each of the caller's tenant.
///
/// Read [dev.remit.server.measure.Questions], [dev.remit.server.measure.RatesEndpoint], then
/// [dev.remit.server.measure.CausesEndpoint]. Reads the log and never decides; knows nothing of how
/// anything is counted.
@NullMarked
package dev.remit.server.measure;

import org.jspecify.annotations.NullMarked;
