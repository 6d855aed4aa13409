/// What a Cedar expression evaluates to, and the names that values and policies share.
///
/// Read [dev.remit.cedar.value.Value], [dev.remit.cedar.value.EntityUid], then
/// [dev.remit.cedar.value.SetValue]. Knows nothing of policies, entities' attributes or evaluation.
///
/// Source: cedar-spec, `Cedar/Spec/Value.lean` and `Cedar/Spec/Ext/`.
@NullMarked
package dev.remit.cedar.value;

import org.jspecify.annotations.NullMarked;
