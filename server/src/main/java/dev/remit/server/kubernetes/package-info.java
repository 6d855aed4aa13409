/// The authorization webhook of Kubernetes API servers.
///
/// Read [dev.remit.server.kubernetes.AccessReviewEndpoint], then
/// [dev.remit.server.kubernetes.AccessReviewJson].
///
/// Sources: Kubernetes documentation, Webhook Mode; API reference, `SubjectAccessReview`
/// (authorization.k8s.io/v1 and v1beta1).
@NullMarked
package dev.remit.server.kubernetes;

import org.jspecify.annotations.NullMarked;
