package dev.remit.insight.observe.cloudtrail;

import java.util.HashMap;
import java.util.Map;

/// The actions of IAM that events are about, where those have other names: policies, and messages
/// of denials, know the action.
///
/// Of an event that asks for more than one, as a copy does, it is the one that writes. Source:
/// Service Authorization Reference, Amazon S3, API operations; AWS Lambda; Amazon CloudWatch.
final class TrailActions {
  /// Prefixes of services whose events have another one, by that one.
  static final Map<String, String> SERVICES =
      Map.of("monitoring", "cloudwatch", "tagging", "tag", "email", "ses");

  /// By what the event is called.
  static final Map<String, String> ACTIONS = actions();

  private TrailActions() {}

  /// Of an event of a service, as `s3` and `HeadObject`.
  static String of(String service, String event) {
    String called = SERVICES.getOrDefault(service, service) + ":" + event;
    return ACTIONS.getOrDefault(called, called);
  }

  private static Map<String, String> actions() {
    Map<String, String> actions = new HashMap<>();
    add(actions, "s3:ListAllMyBuckets", "ListBuckets");
    add(actions, "s3:ListBucket", "HeadBucket ListObjects ListObjectsV2");
    add(actions, "s3:ListBucketVersions", "ListObjectVersions");
    add(actions, "s3:ListBucketMultipartUploads", "ListMultipartUploads");
    add(actions, "s3:ListMultipartUploadParts", "ListParts");
    add(actions, "s3:GetObject", "HeadObject SelectObjectContent");
    add(
        actions,
        "s3:PutObject",
        "CopyObject PostObject CreateMultipartUpload UploadPart UploadPartCopy"
            + " CompleteMultipartUpload");
    add(actions, "s3:DeleteObject", "DeleteObjects");
    add(actions, "s3:GetEncryptionConfiguration", "GetBucketEncryption");
    add(actions, "s3:PutEncryptionConfiguration", "PutBucketEncryption DeleteBucketEncryption");
    add(
        actions,
        "s3:GetLifecycleConfiguration",
        "GetBucketLifecycle GetBucketLifecycleConfiguration");
    add(
        actions,
        "s3:PutLifecycleConfiguration",
        "PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle");
    add(actions, "s3:GetReplicationConfiguration", "GetBucketReplication");
    add(actions, "s3:PutReplicationConfiguration", "PutBucketReplication DeleteBucketReplication");
    add(actions, "s3:GetBucketCORS", "GetBucketCors");
    add(actions, "s3:PutBucketCORS", "PutBucketCors DeleteBucketCors");
    add(actions, "s3:PutBucketTagging", "DeleteBucketTagging");
    add(actions, "s3:PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock");
    add(actions, "s3:PutAccountPublicAccessBlock", "DeleteAccountPublicAccessBlock");
    add(actions, "s3:PutBucketOwnershipControls", "DeleteBucketOwnershipControls");
    add(actions, "s3:GetBucketObjectLockConfiguration", "GetObjectLockConfiguration");
    add(actions, "s3:PutBucketObjectLockConfiguration", "PutObjectLockConfiguration");
    add(actions, "lambda:InvokeFunction", "Invoke");
    return Map.copyOf(actions);
  }

  /// Events of the service that the action is of.
  private static void add(Map<String, String> actions, String action, String events) {
    String service = action.substring(0, action.indexOf(':') + 1);
    for (String event : events.split(" ", -1)) {
      actions.put(service + event, action);
    }
  }
}
