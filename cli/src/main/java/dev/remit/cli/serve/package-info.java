/// `remit serve`: the decision point as a service.
@NullMarked
package dev.remit.cli.serve;

import org.jspecify.annotations.NullMarked;
