/// Tasks over the API, and what they remember. Read [dev.remit.server.task.TaskScenariosTest].
@NullMarked
package dev.remit.server.task;

import org.jspecify.annotations.NullMarked;
