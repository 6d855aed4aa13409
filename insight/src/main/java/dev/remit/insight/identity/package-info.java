/// Who acts: every identity that a log shows or that is declared, its credentials and its life.
///
/// Read [dev.remit.insight.identity.Inventory], [dev.remit.insight.identity.InventoryEntry] and
/// [dev.remit.insight.identity.Lifecycle].
@NullMarked
package dev.remit.insight.identity;

import org.jspecify.annotations.NullMarked;
