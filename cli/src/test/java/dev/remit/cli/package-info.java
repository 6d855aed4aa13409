/// The command line as users meet it: run in process with streams of our own, and once through the
/// launcher.
@NullMarked
package dev.remit.cli;

import org.jspecify.annotations.NullMarked;
