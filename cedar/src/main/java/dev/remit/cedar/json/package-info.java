/// Cedar's JSON forms: values, entities, contexts, requests, policies, policy sets, links and
/// schemas, and the JSON tree below them.
///
/// Read [dev.remit.cedar.json.Json], [dev.remit.cedar.json.JsonReader], then
/// [dev.remit.cedar.json.EntitiesJson]. Knows nothing of Cedar text or of evaluation, and of a
/// schema only what coercion needs.
///
/// Sources: RFC 8259; cedar-policy-core `entities/json/` and `est/`; cedar-docs, "JSON policy
/// format" and "Entities and context syntax".
@NullMarked
package dev.remit.cedar.json;

import org.jspecify.annotations.NullMarked;
