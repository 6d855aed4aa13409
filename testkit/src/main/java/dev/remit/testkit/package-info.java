/// What every test may use; knows none of the product's modules.
///
/// Read [dev.remit.testkit.SharedData] and [dev.remit.testkit.Seeds].
@NullMarked
package dev.remit.testkit;

import org.jspecify.annotations.NullMarked;
