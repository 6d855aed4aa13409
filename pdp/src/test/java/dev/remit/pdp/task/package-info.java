/// Tests of tasks as decisions know them. Read [dev.remit.pdp.task.EffectsTest].
@NullMarked
package dev.remit.pdp.task;

import org.jspecify.annotations.NullMarked;
