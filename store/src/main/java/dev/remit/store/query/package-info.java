/// Questions to the decision log: SQL over its sealed parts and what is not sealed yet, by DuckDB
/// in this process, which reads and does nothing else.
///
/// Read [dev.remit.store.query.LogTable], [dev.remit.store.query.Condition], then
/// [dev.remit.store.query.Engine]. Knows how parts are called and what columns they have, and
/// nothing of how they are written.
@NullMarked
package dev.remit.store.query;

import org.jspecify.annotations.NullMarked;
