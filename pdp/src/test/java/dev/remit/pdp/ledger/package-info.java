/// Tests of what tasks have done so far. Read [dev.remit.pdp.ledger.TaskStateTest].
@NullMarked
package dev.remit.pdp.ledger;

import org.jspecify.annotations.NullMarked;
