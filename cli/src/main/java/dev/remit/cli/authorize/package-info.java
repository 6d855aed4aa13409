/// `remit authorize`, `explain` and the queries: what the engine answers to requests from files or
/// from the command line.
///
/// Read [dev.remit.cli.authorize.AuthorizeCommand], [dev.remit.cli.authorize.World], then
/// [dev.remit.cli.authorize.RequestOptions]. Knows no bundle, mapping or log.
@NullMarked
package dev.remit.cli.authorize;

import org.jspecify.annotations.NullMarked;
