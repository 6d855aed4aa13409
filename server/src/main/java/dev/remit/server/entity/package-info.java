/// The policy information point: entities that callers read, put and remove while the service runs,
/// and every version of them that there was.
///
/// Read [dev.remit.server.entity.EntityEndpoints], [dev.remit.server.entity.EntityChanges], then
/// [dev.remit.server.entity.EntityPage]. How changes are kept is for `store`.
@NullMarked
package dev.remit.server.entity;

import org.jspecify.annotations.NullMarked;
