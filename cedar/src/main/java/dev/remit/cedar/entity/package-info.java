/// Entities: what is known of principals, actions, resources and their groups at one moment.
///
/// Read [dev.remit.cedar.entity.Entity], [dev.remit.cedar.entity.Entities], then
/// [dev.remit.cedar.entity.Ancestors]. Knows nothing of policies' contents, JSON or schemas.
///
/// Source: cedar-spec, `Cedar/Spec/Entities.lean`.
@NullMarked
package dev.remit.cedar.entity;

import org.jspecify.annotations.NullMarked;
