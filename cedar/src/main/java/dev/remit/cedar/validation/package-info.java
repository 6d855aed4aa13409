/// Whether policies, entities and requests fit a schema: the interface, not the answer.
///
/// Read [dev.remit.cedar.validation.PolicyValidator], [dev.remit.cedar.validation.Finding], then
/// [dev.remit.cedar.validation.ValidatorException]. Knows no validator: who needs one is handed one
/// (ADR 0002).
@NullMarked
package dev.remit.cedar.validation;

import org.jspecify.annotations.NullMarked;
