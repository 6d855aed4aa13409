/// Task tokens and the ledger of tasks. Read [dev.remit.server.ledger.TaskTokensTest].
@NullMarked
package dev.remit.server.ledger;

import org.jspecify.annotations.NullMarked;
