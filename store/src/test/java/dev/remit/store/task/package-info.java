/// Tests of task states made from logs. Read [dev.remit.store.task.TaskFoldTest].
@NullMarked
package dev.remit.store.task;

import org.jspecify.annotations.NullMarked;
