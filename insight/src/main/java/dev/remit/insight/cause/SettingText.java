package dev.remit.insight.cause;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the answer of AWS to a denied request says of a setting of the account, of the service or
/// of the session, which no grant to the identity would change.
///
/// An answer names one kind of policy, also where several deny; policies of the identity or of the
/// resource are none of these. Sources: IAM User Guide, access denied error messages; Amazon S3
/// User Guide, access denied errors; Common Errors, and the errors of S3, STS and KMS in their API
/// references; CloudTrail User Guide, network activity events.
final class SettingText {
  /// A setting, and the words that name it.
  private record Words(String words, String setting) {}

  /// Codes of EC2 begin so.
  private static final String SIDE = "Client.";

  private static final String ENDPOINT = "a policy of a VPC endpoint";
  private static final String MFA = "a second factor that is asked for";
  private static final String NOT_ENABLED = "a service or region that is not enabled";
  private static final String SIGNED_UP = "a service that the account is not signed up for";
  private static final String KEY = "a key that is disabled";

  /// After `because no` or `with an explicit deny in a`; the first that is there counts.
  private static final List<Words> BECAUSE =
      List.of(
          new Words("service control policy", "a service control policy"),
          new Words("resource control policy", "a resource control policy"),
          new Words("permissions boundary", "a permissions boundary"),
          new Words("VPC endpoint policy", ENDPOINT),
          new Words("session policy", "a policy of the session"),
          new Words("sessions policy", "a policy of the session"),
          new Words("S3 Block Public Access", "the blocking of public access"));

  /// In answers that name no permission.
  private static final List<Words> MESSAGES =
      List.of(
          new Words("MultiFactorAuthentication failed", MFA),
          new Words("Mfa Authentication must be used", MFA));

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("OptInRequired", NOT_ENABLED),
          Map.entry("RegionDisabled", NOT_ENABLED),
          Map.entry("RegionDisabledException", NOT_ENABLED),
          Map.entry("SubscriptionRequired", SIGNED_UP),
          Map.entry("SubscriptionRequiredException", SIGNED_UP),
          Map.entry("NotSignedUp", SIGNED_UP),
          Map.entry("AccountProblem", "a problem of the account"),
          Map.entry("AllAccessDisabled", "a resource to which all access is disabled"),
          Map.entry("DisabledException", KEY),
          Map.entry("KMS.DisabledException", KEY),
          Map.entry("KMSDisabledException", KEY),
          Map.entry("VpceAccessDenied", ENDPOINT));

  private SettingText() {}

  /// Of the code and the text of an answer, and of what the text says behind `because`, which is
  /// empty where it names no permission.
  static Optional<String> find(String code, String message, String because) {
    String setting = CODES.get(code.startsWith(SIDE) ? code.substring(SIDE.length()) : code);
    if (setting != null) {
      return Optional.of(setting);
    }
    return because.isEmpty() ? first(MESSAGES, message) : first(BECAUSE, because);
  }

  private static Optional<String> first(List<Words> all, String text) {
    return all.stream().filter(each -> text.contains(each.words())).map(Words::setting).findFirst();
  }
}
