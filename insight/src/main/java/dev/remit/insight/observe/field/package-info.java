/// What the events of logs are made of, and read by: fields of JSON, times, and what is kept
/// beside.
///
/// Read [dev.remit.insight.observe.field.Fields], [dev.remit.insight.observe.field.Moments] and
/// [dev.remit.insight.observe.field.Detail]. Knows no kind of log.
@NullMarked
package dev.remit.insight.observe.field;

import org.jspecify.annotations.NullMarked;
