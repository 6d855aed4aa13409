/// Reads the kinds of files that commands share: policies with links, schemas, entities, requests,
/// each in whichever form it is in.
///
/// Read [dev.remit.cli.input.PolicyFiles], [dev.remit.cli.input.SchemaFile], then
/// [dev.remit.cli.input.EntityFiles]. Knows no command.
@NullMarked
package dev.remit.cli.input;

import org.jspecify.annotations.NullMarked;
