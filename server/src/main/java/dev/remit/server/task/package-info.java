/// Tasks over the API: they are opened, looked at, renewed and ended, and outcomes are reported.
///
/// Read [dev.remit.server.task.TaskEndpoints], [dev.remit.server.task.Opening], then
/// [dev.remit.server.task.OutcomeEndpoint]. Who may open which task is for the bundle's policies to
/// say.
@NullMarked
package dev.remit.server.task;

import org.jspecify.annotations.NullMarked;
