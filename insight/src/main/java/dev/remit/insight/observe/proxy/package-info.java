/// Access logs of proxies as kinds of logs: nginx and Envoy.
///
/// Read [dev.remit.insight.observe.proxy.NginxFormat],
/// [dev.remit.insight.observe.proxy.EnvoyFormat] and [dev.remit.insight.observe.proxy.Entry], which
/// is what a line says in whichever form it is written. Sources: nginx documentation, modules
/// `log`, `core` and `upstream`; Envoy documentation, Access logging, Response Code Details; Istio,
/// Envoy Access Logs.
@NullMarked
package dev.remit.insight.observe.proxy;

import org.jspecify.annotations.NullMarked;
