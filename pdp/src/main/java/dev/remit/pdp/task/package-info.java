/// What a task remembers, and what its requests leave in it.
///
/// Read [dev.remit.pdp.task.TaskView].
@NullMarked
package dev.remit.pdp.task;

import org.jspecify.annotations.NullMarked;
