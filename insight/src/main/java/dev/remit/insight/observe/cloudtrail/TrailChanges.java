package dev.remit.insight.observe.cloudtrail;

import dev.remit.store.observation.AuthorityChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which events of CloudTrail change what somebody may do, and in which way. One that is not here
/// changes nothing of that kind.
///
/// Source: actions with the access level *permissions management* in the Service Authorization
/// Reference, and those that issue or withdraw credentials or change what is logged.
final class TrailChanges {
  private static final Map<String, AuthorityChange> CHANGES = changes();

  private TrailChanges() {}

  /// Of an action, as `iam:PutUserPolicy`.
  static Optional<AuthorityChange> of(String action) {
    return Optional.ofNullable(CHANGES.get(action));
  }

  private static Map<String, AuthorityChange> changes() {
    Map<String, AuthorityChange> changes = new HashMap<>();
    add(changes, AuthorityChange.POLICY, "iam", IAM_POLICY);
    add(changes, AuthorityChange.POLICY, "organizations", ORGANIZATIONS_POLICY);
    add(changes, AuthorityChange.POLICY, "sso", SSO_POLICY);
    add(changes, AuthorityChange.POLICY, "eks", "AssociateAccessPolicy DisassociateAccessPolicy");
    resourcePolicies(changes);
    add(changes, AuthorityChange.IDENTITY, "iam", IAM_IDENTITY);
    add(
        changes,
        AuthorityChange.IDENTITY,
        "organizations",
        "CreateAccount InviteAccountToOrganization LeaveOrganization"
            + " RemoveAccountFromOrganization MoveAccount");
    add(changes, AuthorityChange.TRUST, "iam", IAM_TRUST);
    add(changes, AuthorityChange.TRUST, "rolesanywhere", ROLES_ANYWHERE);
    add(changes, AuthorityChange.BINDING, "iam", IAM_BINDING);
    add(
        changes,
        AuthorityChange.BINDING,
        "ec2",
        "AssociateIamInstanceProfile DisassociateIamInstanceProfile"
            + " ReplaceIamInstanceProfileAssociation");
    add(
        changes,
        AuthorityChange.BINDING,
        "rds",
        "AddRoleToDBInstance AddRoleToDBCluster RemoveRoleFromDBInstance RemoveRoleFromDBCluster");
    add(changes, AuthorityChange.BINDING, "sso", "CreateAccountAssignment DeleteAccountAssignment");
    add(
        changes,
        AuthorityChange.BINDING,
        "identitystore",
        "CreateGroupMembership DeleteGroupMembership");
    add(changes, AuthorityChange.BINDING, "eks", "CreateAccessEntry DeleteAccessEntry");
    add(changes, AuthorityChange.CREDENTIAL, "iam", IAM_CREDENTIAL);
    add(
        changes,
        AuthorityChange.SESSION,
        "sts",
        "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot GetFederationToken"
            + " GetSessionToken");
    logging(changes);
    return Map.copyOf(changes);
  }

  private static void add(
      Map<String, AuthorityChange> changes, AuthorityChange kind, String service, String names) {
    for (String name : names.split(" ", -1)) {
      changes.put(service + ":" + name, kind);
    }
  }

  private static void resourcePolicies(Map<String, AuthorityChange> changes) {
    AuthorityChange kind = AuthorityChange.RESOURCE_POLICY;
    add(
        changes,
        kind,
        "s3",
        "PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutObjectAcl PutBucketPublicAccessBlock"
            + " DeleteBucketPublicAccessBlock PutAccountPublicAccessBlock"
            + " DeleteAccountPublicAccessBlock PutAccessPointPolicy DeleteAccessPointPolicy"
            + " PutBucketOwnershipControls DeleteBucketOwnershipControls");
    add(changes, kind, "kms", "CreateKey PutKeyPolicy CreateGrant RevokeGrant RetireGrant");
    add(
        changes,
        kind,
        "lambda",
        "AddPermission RemovePermission AddLayerVersionPermission RemoveLayerVersionPermission");
    add(changes, kind, "sns", "AddPermission RemovePermission SetTopicAttributes");
    add(changes, kind, "sqs", "AddPermission RemovePermission SetQueueAttributes");
    add(changes, kind, "secretsmanager", "PutResourcePolicy DeleteResourcePolicy");
    add(changes, kind, "glue", "PutResourcePolicy DeleteResourcePolicy");
    add(changes, kind, "dynamodb", "PutResourcePolicy DeleteResourcePolicy");
    add(changes, kind, "logs", "PutResourcePolicy DeleteResourcePolicy");
    add(changes, kind, "ecr", "SetRepositoryPolicy DeleteRepositoryPolicy PutRegistryPolicy");
    add(
        changes,
        kind,
        "ec2",
        "ModifyImageAttribute ResetImageAttribute ModifySnapshotAttribute ResetSnapshotAttribute"
            + " AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress"
            + " RevokeSecurityGroupIngress RevokeSecurityGroupEgress ModifyVpcEndpoint");
    add(
        changes,
        kind,
        "rds",
        "ModifyDBSnapshotAttribute ModifyDBClusterSnapshotAttribute AuthorizeDBSecurityGroupIngress"
            + " RevokeDBSecurityGroupIngress");
  }

  private static void logging(Map<String, AuthorityChange> changes) {
    AuthorityChange kind = AuthorityChange.LOGGING;
    add(
        changes,
        kind,
        "cloudtrail",
        "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging PutEventSelectors"
            + " PutInsightSelectors CreateEventDataStore UpdateEventDataStore DeleteEventDataStore"
            + " StartEventDataStoreIngestion StopEventDataStoreIngestion");
    add(changes, kind, "ec2", "CreateFlowLogs DeleteFlowLogs");
    add(
        changes,
        kind,
        "route53resolver",
        "CreateResolverQueryLogConfig DeleteResolverQueryLogConfig"
            + " AssociateResolverQueryLogConfig DisassociateResolverQueryLogConfig");
    add(
        changes,
        kind,
        "config",
        "PutConfigurationRecorder DeleteConfigurationRecorder StartConfigurationRecorder"
            + " StopConfigurationRecorder PutDeliveryChannel DeleteDeliveryChannel");
    add(changes, kind, "guardduty", "CreateDetector UpdateDetector DeleteDetector");
    add(changes, kind, "securityhub", "EnableSecurityHub DisableSecurityHub");
    add(changes, kind, "s3", "PutBucketLogging");
    add(changes, kind, "logs", "DeleteLogGroup DeleteLogStream PutRetentionPolicy");
    add(changes, kind, "wafv2", "PutLoggingConfiguration DeleteLoggingConfiguration");
    add(changes, kind, "rds", "StartActivityStream StopActivityStream");
    add(
        changes,
        kind,
        "bedrock",
        "PutModelInvocationLoggingConfiguration DeleteModelInvocationLoggingConfiguration");
  }

  private static final String IAM_POLICY =
      "PutUserPolicy DeleteUserPolicy AttachUserPolicy DetachUserPolicy PutGroupPolicy"
          + " DeleteGroupPolicy AttachGroupPolicy DetachGroupPolicy PutRolePolicy DeleteRolePolicy"
          + " AttachRolePolicy DetachRolePolicy CreatePolicy DeletePolicy CreatePolicyVersion"
          + " DeletePolicyVersion SetDefaultPolicyVersion PutUserPermissionsBoundary"
          + " DeleteUserPermissionsBoundary PutRolePermissionsBoundary"
          + " DeleteRolePermissionsBoundary";

  private static final String IAM_IDENTITY =
      "CreateUser UpdateUser DeleteUser CreateGroup UpdateGroup DeleteGroup CreateRole UpdateRole"
          + " UpdateRoleDescription DeleteRole CreateServiceLinkedRole DeleteServiceLinkedRole"
          + " CreateInstanceProfile DeleteInstanceProfile";

  private static final String IAM_TRUST =
      "UpdateAssumeRolePolicy CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider"
          + " CreateOpenIDConnectProvider DeleteOpenIDConnectProvider"
          + " AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider"
          + " UpdateOpenIDConnectProviderThumbprint";

  private static final String IAM_BINDING =
      "AddUserToGroup RemoveUserFromGroup AddRoleToInstanceProfile RemoveRoleFromInstanceProfile";

  private static final String IAM_CREDENTIAL =
      "CreateAccessKey UpdateAccessKey DeleteAccessKey CreateLoginProfile UpdateLoginProfile"
          + " DeleteLoginProfile ChangePassword UploadSigningCertificate UpdateSigningCertificate"
          + " DeleteSigningCertificate UploadSSHPublicKey UpdateSSHPublicKey DeleteSSHPublicKey"
          + " CreateServiceSpecificCredential UpdateServiceSpecificCredential"
          + " DeleteServiceSpecificCredential ResetServiceSpecificCredential"
          + " CreateVirtualMFADevice DeleteVirtualMFADevice EnableMFADevice DeactivateMFADevice"
          + " ResyncMFADevice";

  private static final String ORGANIZATIONS_POLICY =
      "CreatePolicy UpdatePolicy DeletePolicy AttachPolicy DetachPolicy EnablePolicyType"
          + " DisablePolicyType PutResourcePolicy DeleteResourcePolicy";

  private static final String SSO_POLICY =
      "CreatePermissionSet UpdatePermissionSet DeletePermissionSet PutInlinePolicyToPermissionSet"
          + " DeleteInlinePolicyFromPermissionSet AttachManagedPolicyToPermissionSet"
          + " DetachManagedPolicyFromPermissionSet"
          + " AttachCustomerManagedPolicyReferenceToPermissionSet"
          + " DetachCustomerManagedPolicyReferenceFromPermissionSet"
          + " PutPermissionsBoundaryToPermissionSet DeletePermissionsBoundaryFromPermissionSet"
          + " ProvisionPermissionSet";

  private static final String ROLES_ANYWHERE =
      "CreateTrustAnchor UpdateTrustAnchor DeleteTrustAnchor EnableTrustAnchor DisableTrustAnchor"
          + " CreateProfile UpdateProfile DeleteProfile EnableProfile DisableProfile ImportCrl"
          + " DeleteCrl";
}
