/// Entities: what is known of principals, actions, resources and their groups at one moment.
///
/// Read [dev.remit.cedar.entity.Entity], then [dev.remit.cedar.entity.Entities]. Knows nothing of
/// policies.
@NullMarked
package dev.remit.cedar.entity;

import org.jspecify.annotations.NullMarked;
