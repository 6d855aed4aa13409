/// What every test may use; knows none of the product's modules.
///
/// Read [dev.remit.testkit.SharedData], [dev.remit.testkit.Seeds], then [dev.remit.testkit.Golden].
@NullMarked
package dev.remit.testkit;

import org.jspecify.annotations.NullMarked;
