/// Task states as what the decision log says: a checkpoint, and the records after it.
///
/// Read [dev.remit.store.task.TaskFold], [dev.remit.store.task.Checkpoint], then
/// [dev.remit.store.task.TaskKeyFile]. There is no other journal: what the log does not hold has
/// not happened.
@NullMarked
package dev.remit.store.task;

import org.jspecify.annotations.NullMarked;
