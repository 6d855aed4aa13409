/// AWS CloudTrail as a kind of log.
///
/// Read [dev.remit.insight.observe.cloudtrail.CloudTrailFormat], then
/// [dev.remit.insight.observe.cloudtrail.TrailEvent], which is all that is read of an event, and
/// [dev.remit.insight.observe.cloudtrail.TrailOutcomes]. Sources: CloudTrail User Guide, record
/// contents and userIdentity element; Service Authorization Reference.
@NullMarked
package dev.remit.insight.observe.cloudtrail;

import org.jspecify.annotations.NullMarked;
