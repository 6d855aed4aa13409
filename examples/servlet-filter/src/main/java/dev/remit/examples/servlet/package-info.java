/// A servlet filter as an enforcement point, to be copied and changed.
///
/// Read [dev.remit.examples.servlet.AuthorizationFilter].
@NullMarked
package dev.remit.examples.servlet;

import org.jspecify.annotations.NullMarked;
