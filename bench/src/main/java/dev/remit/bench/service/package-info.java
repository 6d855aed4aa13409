/// The service under load, beside its peers: each a process of its own, asked over loopback.
///
/// Read [dev.remit.bench.service.ServiceLoad], [dev.remit.bench.service.ServiceRules] and
/// [dev.remit.bench.service.Contender].
@NullMarked
package dev.remit.bench.service;

import org.jspecify.annotations.NullMarked;
