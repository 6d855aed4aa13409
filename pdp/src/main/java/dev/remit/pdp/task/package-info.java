/// Tasks as decisions know them: what a bundle declares, what policies see, and what a permitted
/// request does to its task.
///
/// Read [dev.remit.pdp.task.TaskView], [dev.remit.pdp.task.TaskRules], then
/// [dev.remit.pdp.task.BundleEffects]. Knows no decision and no ledger.
@NullMarked
package dev.remit.pdp.task;

import org.jspecify.annotations.NullMarked;
