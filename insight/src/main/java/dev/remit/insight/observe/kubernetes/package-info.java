/// The audit log of Kubernetes API servers as a kind of log.
///
/// Read [dev.remit.insight.observe.kubernetes.KubernetesAuditFormat], then
/// [dev.remit.insight.observe.kubernetes.AuditRuling], which says what was decided and by which
/// layer, and [dev.remit.insight.observe.kubernetes.AuditTarget]. Sources: Kubernetes reference,
/// kube-apiserver Audit Configuration (v1); the filters `authn_audit`, `audit`, `authorization` and
/// the order of the handler chain of `k8s.io/apiserver`.
@NullMarked
package dev.remit.insight.observe.kubernetes;

import org.jspecify.annotations.NullMarked;
