/// The decision point as a service, wired by hand.
///
/// Read [dev.remit.server.RemitServer], [dev.remit.server.Tenant], then [dev.remit.server.Storage];
/// then the packages `setting`, `http`, `access`, `decision`, and one for each protocol.
@NullMarked
package dev.remit.server;

import org.jspecify.annotations.NullMarked;
