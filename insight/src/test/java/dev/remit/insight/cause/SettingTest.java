package dev.remit.insight.cause;

import static dev.remit.insight.cause.Events.days;
import static dev.remit.insight.cause.Events.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.store.observation.AuthorityChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A setting of the account, the service or the session is what the answer names one of.
class SettingTest {
  private static Verdict only(Events events) {
    assertThat(events.causes()).hasSize(1);
    return events.causes().getFirst().verdict();
  }

  private static Events refused(String code, String because) {
    return new Events().refused(days(2), "jay", "ec2:RunInstances", code, because, "web");
  }

  @ParameterizedTest
  @CsvSource({
    "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/p-1,"
        + "a service control policy",
    "no service control policy allows the ec2:RunInstances action,a service control policy",
    "with an explicit deny in a resource control policy,a resource control policy",
    "with an explicit deny in a permissions boundary,a permissions boundary",
    "no permissions boundary allows the ec2:RunInstances action,a permissions boundary",
    "with an explicit deny in a VPC endpoint policy,a policy of a VPC endpoint",
    "with an explicit deny in a VPC endpoint policy transitively through a service control policy,"
        + "a service control policy",
    "no session policy allows the ec2:RunInstances action,a policy of the session",
    "with an explicit deny in a sessions policy,a policy of the session",
    "public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access,"
        + "the blocking of public access",
  })
  void anAnswerThatNamesASettingIsOfIt(String because, String setting) {
    Verdict verdict = only(refused("AccessDenied", because));
    assertThat(verdict.kind()).isEqualTo(CauseClass.SETTING);
    assertThat(verdict.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(verdict.evidence().getFirst().text()).isEqualTo("the answer names " + setting);
  }

  @ParameterizedTest
  @CsvSource({
    "Client.OptInRequired,a service or region that is not enabled",
    "SubscriptionRequiredException,a service that the account is not signed up for",
    "AccountProblem,a problem of the account",
    "KMS.DisabledException,a key that is disabled",
    "VpceAccessDenied,a policy of a VPC endpoint",
  })
  void aCodeThatNamesASettingIsOfIt(String code, String setting) {
    Verdict verdict = only(refused(code, ""));
    assertThat(verdict.kind()).isEqualTo(CauseClass.SETTING);
    assertThat(verdict.evidence().getFirst().text()).isEqualTo("the answer names " + setting);
  }

  @Test
  void aSecondFactorThatIsAskedForIsASetting() {
    assertThat(
            SettingText.find(
                "AccessDenied",
                "MultiFactorAuthentication failed with invalid MFA one time pass code.",
                ""))
        .contains("a second factor that is asked for");
  }

  @ParameterizedTest
  @CsvSource({
    "no identity-based policy allows the ec2:RunInstances action,UNKNOWN",
    "no resource-based policy allows the ec2:RunInstances action,UNKNOWN",
    "no role trust policy allows the sts:AssumeRole action,UNKNOWN",
    "with an explicit deny in an identity-based policy,GUARDRAIL",
    "with an explicit deny in a resource-based policy,GUARDRAIL",
    "with an explicit deny in the role trust policy,GUARDRAIL",
  })
  void policiesOfTheIdentityAndOfTheResourceAreNoSettings(String because, CauseClass kind) {
    assertThat(only(refused("AccessDenied", because)).kind()).isEqualTo(kind);
  }

  @Test
  void whereOneOfTheAnswersNamesNoneItIsNotTheWholeReason() {
    assertThat(
            only(refused("OptInRequired", "")
                    .refused(days(3), "jay", "ec2:RunInstances", "AccessDenied", "", "web"))
                .kind())
        .isEqualTo(CauseClass.UNKNOWN);
  }

  @Test
  void whatWasPermittedBeforeIsNotSaidToHaveLostItsGrant() {
    Verdict verdict =
        only(
            refused("AccessDenied", "with an explicit deny in a service control policy")
                .permitted(days(1), "jay", "ec2:RunInstances", "web"));
    assertThat(verdict.kind()).isEqualTo(CauseClass.SETTING);
    assertThat(verdict.evidence().getLast().text()).startsWith("it was permitted before");
  }

  @Test
  void misuseStaysMisuseThoughASettingStoppedIt() {
    String because = "with an explicit deny in a service control policy";
    Verdict verdict =
        only(
            new Events()
                .refused(days(2), "jay", "s3:ListBuckets", "AccessDenied", because)
                .refused(days(2).plus(seconds(3)), "jay", "ec2:Describe", "AccessDenied", because)
                .refused(days(2).plus(seconds(6)), "jay", "kms:ListKeys", "AccessDenied", because)
                .changed(
                    days(2).plus(seconds(60)),
                    "jay",
                    "iam:PutUserPolicy",
                    AuthorityChange.POLICY,
                    "{}",
                    "user:jay"));
    assertThat(verdict.kind()).isEqualTo(CauseClass.SUSPECTED_MISUSE);
  }
}
