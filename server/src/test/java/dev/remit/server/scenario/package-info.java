/// What the mission is about, told as stories: who tried what, what was decided, how it is
/// explained, and what the log says of it afterwards.
///
/// Read [dev.remit.server.scenario.Story], then [dev.remit.server.scenario.StagingDeployerTest] and
/// [dev.remit.server.scenario.SelfWideningAgentTest].
@NullMarked
package dev.remit.server.scenario;

import org.jspecify.annotations.NullMarked;
