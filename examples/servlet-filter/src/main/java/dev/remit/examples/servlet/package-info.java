/// A servlet filter as an enforcement point, to be copied and changed.
///
/// Read [dev.remit.examples.servlet.AuthorizationFilter], then
/// [dev.remit.examples.servlet.RequestMapping].
@NullMarked
package dev.remit.examples.servlet;

import org.jspecify.annotations.NullMarked;
