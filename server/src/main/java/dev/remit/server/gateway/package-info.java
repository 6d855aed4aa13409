/// What all gateways have in common: how the request they ask about is read, and how they are told
/// what became of it.
///
/// Read [dev.remit.server.gateway.Gateways], [dev.remit.server.gateway.ClientTokens], then
/// [dev.remit.server.gateway.Ruling]. Knows no gateway.
@NullMarked
package dev.remit.server.gateway;

import org.jspecify.annotations.NullMarked;
