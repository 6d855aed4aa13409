/// `remit identities`: who acts, with what, and in what part of its life.
///
/// Read [dev.remit.cli.identity.IdentitiesCommand] and [dev.remit.cli.identity.IdentityText].
@NullMarked
package dev.remit.cli.identity;

import org.jspecify.annotations.NullMarked;
