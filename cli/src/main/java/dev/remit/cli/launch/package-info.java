/// What the launcher runs once after a build, so that every later run starts quickly (ADR 0003).
///
/// Read [dev.remit.cli.launch.JarPreparation], [dev.remit.cli.launch.Rehearsal], then
/// [dev.remit.cli.launch.ServiceRehearsal]. No command needs it.
@NullMarked
package dev.remit.cli.launch;

import org.jspecify.annotations.NullMarked;
