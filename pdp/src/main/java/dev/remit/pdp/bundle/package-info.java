/// One immutable version of policies, schema, entities and mapping, named by its digest, and how it
/// is read from a folder or from kept files: whole or not at all, each team's part kept to what it
/// owns.
///
/// Read [dev.remit.pdp.bundle.Bundle], [dev.remit.pdp.bundle.BundleFiles], then
/// [dev.remit.pdp.bundle.BundleReader]. Knows nothing of requests being decided.
@NullMarked
package dev.remit.pdp.bundle;

import org.jspecify.annotations.NullMarked;
