/// What holds of values, the texts of extension types above all.
///
/// Source of the good and bad texts: cedar-spec, `UnitTest/Datetime.lean`, `Decimal.lean` and
/// `IPAddr.lean`, as facts.
@NullMarked
package dev.remit.cedar.value;

import org.jspecify.annotations.NullMarked;
