/// What is asked of the decision point: the request as it came, where it came from, and what the
/// bundle's mapping made of it.
///
/// Read [dev.remit.pdp.request.RawRequest], [dev.remit.pdp.request.Provenance], then
/// [dev.remit.pdp.request.MappedRequest]. Knows nothing of policies, bundles or answers.
///
/// Source: OpenID AuthZEN Authorization API 1.0 for the shape of an evaluation.
@NullMarked
package dev.remit.pdp.request;

import org.jspecify.annotations.NullMarked;
