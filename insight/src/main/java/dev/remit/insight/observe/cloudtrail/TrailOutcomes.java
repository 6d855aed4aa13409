package dev.remit.insight.observe.cloudtrail;

import dev.remit.store.observation.ObservedOutcome;
import java.util.List;
import java.util.Set;

/// What the error codes of AWS say of authority.
///
/// A code that is not here is an answer to a request that was authorized: something is not there,
/// is there already, or was asked for wrongly. Sources: Common Errors of the services' API
/// references, and those of EC2, S3, KMS, STS and Cognito.
final class TrailOutcomes {
  /// Codes of EC2 begin with whose fault it was.
  private static final List<String> SIDES = List.of("Client.", "Server.");

  private static final Set<String> DENIED =
      Set.of(
          "AccountProblem",
          "AllAccessDisabled",
          "AuthorizationError",
          "AuthorizationErrorException",
          "AuthorizationException",
          "DisabledException",
          "Forbidden",
          "ForbiddenException",
          "KMS.DisabledException",
          "KMSDisabledException",
          "NotAuthorized",
          "NotAuthorizedException",
          "NotSignedUp",
          "OperationNotPermittedByPolicy",
          "OptInRequired",
          "RegionDisabled",
          "RegionDisabledException",
          "SubscriptionRequired",
          "SubscriptionRequiredException",
          "UnauthorizedAccess",
          "UnauthorizedException",
          "UnauthorizedOperation",
          "UnauthorizedOperationException",
          "UnauthorizedRequestException");

  private static final Set<String> UNAUTHENTICATED =
      Set.of(
          "AuthFailure",
          "CloudTrailInvalidClientTokenIdException",
          "ExpiredToken",
          "ExpiredTokenException",
          "Failure",
          "IDPRejectedClaim",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidIdentityToken",
          "InvalidSignatureException",
          "InvalidToken",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired",
          "UnrecognizedClientException");

  private static final Set<String> THROTTLED =
      Set.of(
          "BandwidthLimitExceeded",
          "EC2ThrottledException",
          "PriorRequestNotComplete",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "TooManyRequests",
          "TooManyRequestsException",
          "TransactionInProgressException");

  private static final Set<String> FAULT =
      Set.of(
          "DependencyTimeoutException",
          "InternalError",
          "InternalException",
          "InternalFailure",
          "InternalFailureException",
          "InternalServerError",
          "InternalServerErrorException",
          "InternalServerException",
          "InternalServiceError",
          "InternalServiceErrorException",
          "InternalServiceException",
          "KMSInternalException",
          "ServerException",
          "ServiceException",
          "ServiceFailure",
          "ServiceFailureException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "Unavailable");

  private TrailOutcomes() {}

  /// Of an event's `errorCode`, which is empty where there was no error.
  static ObservedOutcome of(String errorCode) {
    if (errorCode.isEmpty()) {
      return ObservedOutcome.PERMITTED;
    }
    String code = errorCode;
    for (String side : SIDES) {
      code = code.startsWith(side) ? code.substring(side.length()) : code;
    }
    if (code.contains("AccessDenied") || DENIED.contains(code)) {
      return ObservedOutcome.DENIED;
    }
    if (UNAUTHENTICATED.contains(code)) {
      return ObservedOutcome.UNAUTHENTICATED;
    }
    if (code.startsWith("Throttl") || THROTTLED.contains(code)) {
      return ObservedOutcome.THROTTLED;
    }
    return FAULT.contains(code) ? ObservedOutcome.FAULT : ObservedOutcome.PERMITTED;
  }
}
