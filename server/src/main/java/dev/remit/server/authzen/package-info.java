/// The OpenID AuthZEN Authorization API 1.0: evaluations, one or many, searches and metadata.
///
/// Read [dev.remit.server.authzen.Authzen], [dev.remit.server.authzen.EvaluationEndpoint], then
/// [dev.remit.server.authzen.SearchEndpoint]. How anything is decided or found is `pdp`'s to know.
///
/// Source: OpenID AuthZEN Authorization API 1.0, and its certification scenario where the
/// specification leaves a choice; draft AuthZEN Obligations Profile 1.0.
@NullMarked
package dev.remit.server.authzen;

import org.jspecify.annotations.NullMarked;
