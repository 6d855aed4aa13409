/// Schemas: which entity types and actions there are, what they look like, and what each action
/// applies to.
///
/// Read [dev.remit.cedar.schema.SchemaFragment], what a schema says as it was written, then
/// [dev.remit.cedar.schema.Schema], the same with every name resolved, then
/// [dev.remit.cedar.schema.SchemaType]. Knows nothing of JSON, policies' conditions or evaluation.
///
/// Source: Cedar's schema grammar and its name resolution, RFC 24 (references in order of the
/// namespaces), RFC 52 (`__cedar` is reserved), RFC 53 (enumerated entities), RFC 70 (no shadowing
/// of the empty namespace) and RFC 82 (tags).
@NullMarked
package dev.remit.cedar.schema;

import org.jspecify.annotations.NullMarked;
