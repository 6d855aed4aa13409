/// The adapter to the official Cedar validator.
///
/// Read [dev.remit.validator.OfficialValidator], `NativeEngine`, then `PolicyAnswer`. Knows nothing
/// of bundles or decisions.
///
/// Source: `cedar-policy/src/ffi` of cedar-policy and `interface.rs` of cedar-java, for the shape
/// of calls and answers.
@NullMarked
package dev.remit.validator;

import org.jspecify.annotations.NullMarked;
