/// Entities that are fetched: sources that the settings name are asked again and again, and what
/// they answer is put into the history, whole or not at all.
///
/// Read [dev.remit.server.source.Sources], [dev.remit.server.source.PulledSource], then
/// [dev.remit.server.source.SourceFetch]. How entities are kept is for `store`.
///
/// Source: RFC 9110 and RFC 9111, for `ETag`, `Cache-Control` and `Age`.
@NullMarked
package dev.remit.server.source;

import org.jspecify.annotations.NullMarked;
