package dev.remit.insight.observe.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.pdp.request.Claim;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservedOutcome;
import dev.remit.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudTrailFormatTest {
  private static final Pattern CODE = Pattern.compile("\"errorCode\": ?\"([^\"]*)\"");

  private static Event read(String json) throws UnreadableEvent {
    byte[] utf8 = ("xx" + json + "yy").getBytes(StandardCharsets.UTF_8);
    return new CloudTrailFormat().read(new Place("trail", "1", 1), utf8, 2, utf8.length - 2);
  }

  private static Observation observed(String json) throws UnreadableEvent {
    return ((Event.Observed) read(json)).observation();
  }

  private static String event(String identity, String more) {
    return "{\"eventVersion\":\"1.08\",\"userIdentity\":"
        + identity
        + ",\"eventTime\":\"2021-07-29T13:03:25Z\",\"eventSource\":\"iam.amazonaws.com\","
        + "\"awsRegion\":\"us-east-1\",\"eventID\":\"e-1\",\"eventType\":\"AwsApiCall\","
        + "\"recipientAccountId\":\"1\""
        + more
        + "}";
  }

  private static final String ALICE =
      "{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::1:user/alice\",\"accountId\":\"1\","
          + "\"accessKeyId\":\"AKIA1\",\"userName\":\"alice\"}";

  private static List<String> lines(String file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.require("cloudtrail/" + file))),
                StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'IAMUser','arn':'arn:aws:iam::1:user/a'}|AWS::User::\"arn:aws:iam::1:user/a\"|",
        "{'type':'IAMUser','accountId':'1','userName':'a'}|AWS::User::\"arn:aws:iam::1:user/a\"|",
        "{'type':'AssumedRole','arn':'arn:aws:sts::1:assumed-role/r/s','sessionContext':"
            + "{'sessionIssuer':{'arn':'arn:aws:iam::1:role/p/r'}}}"
            + "|AWS::Role::\"arn:aws:iam::1:role/p/r\"|s",
        "{'type':'AssumedRole','arn':'arn:aws:sts::1:assumed-role/r/s'}"
            + "|AWS::Role::\"arn:aws:iam::1:role/r\"|s",
        "{'type':'AssumedRole','principalId':'AROA1:s'}|AWS::Role::\"AROA1\"|s",
        "{'type':'Root','arn':'arn:aws:iam::1:root'}|AWS::Root::\"arn:aws:iam::1:root\"|",
        "{'type':'Root','accountId':'1'}|AWS::Root::\"arn:aws:iam::1:root\"|",
        "{'type':'AWSService','invokedBy':'delivery.logs.amazonaws.com'}"
            + "|AWS::Service::\"delivery.logs.amazonaws.com\"|",
        "{'type':'AWSAccount','accountId':'2','principalId':'AROA2:x'}|AWS::Account::\"2\"|x",
        "{'type':'FederatedUser','arn':'arn:aws:sts::1:federated-user/f','sessionContext':"
            + "{'sessionIssuer':{'type':'IAMUser','arn':'arn:aws:iam::1:user/i'}}}"
            + "|AWS::User::\"arn:aws:iam::1:user/i\"|f",
        "{'type':'FederatedUser','arn':'arn:aws:sts::1:federated-user/f','sessionContext':"
            + "{'sessionIssuer':{'type':'Root','arn':'arn:aws:iam::1:root'}}}"
            + "|AWS::Root::\"arn:aws:iam::1:root\"|f",
        "{'type':'SAMLUser','principalId':'q:a@b','userName':'a@b'}|AWS::SamlUser::\"q:a@b\"|a@b",
        "{'type':'WebIdentityUser','principalId':'p:c:u','userName':'u'}"
            + "|AWS::WebIdentityUser::\"p:c:u\"|u",
        "{'type':'IdentityCenterUser','onBehalfOf':{'userId':'u-1'}}"
            + "|AWS::IdentityCenterUser::\"u-1\"|",
        "{'type':'Directory','userName':'d'}|AWS::DirectoryUser::\"d\"|",
        "{'type':'Unknown','principalId':'p'}|AWS::Unknown::\"p\"|",
        "{'accountId':'1','invokedBy':'x.amazonaws.com'}|AWS::Service::\"x.amazonaws.com\"|",
      })
  void whoseAuthorityWasAskedAboutIsThePrincipal(String identity, String principal, String session)
      throws UnreadableEvent {
    Observation observation =
        observed(event(identity.replace('\'', '"'), ",\"eventName\":\"GetUser\""));
    assertThat(observation.principal()).hasToString(principal);
    assertThat(observation.client().session()).isEqualTo(session == null ? "" : session);
  }

  @Test
  void nobodyIsNoPrincipal() {
    assertThatThrownBy(() -> read(event("{\"type\":\"IAMUser\"}", ",\"eventName\":\"GetUser\"")))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("names nobody");
  }

  @Test
  void aSourceIdentityIsTheUserAndVerified() throws UnreadableEvent {
    String identity =
        "{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/r/s\","
            + "\"sessionContext\":{\"sourceIdentity\":\"alice\"}}";
    assertThat(observed(event(identity, ",\"eventName\":\"GetUser\"")).provenance().user())
        .isEqualTo(Claim.verified("alice"));
  }

  @ParameterizedTest
  @CsvSource({
    "ListFunctions20150331,ListFunctions",
    "AddPermission20150331v2,AddPermission",
    "CreateDistribution2020_05_31,CreateDistribution",
    "PutObject,PutObject",
    "GetRecordsv2,GetRecordsv2",
    "Route53Thing,Route53Thing",
    "20150331,''"
  })
  void theVersionOfAnApiIsNoPartOfAnAction(String name, String action) {
    assertThat(CloudTrailFormat.unversioned(name)).isEqualTo(action);
  }

  @Test
  void anActionIsTheOneOfIamAndTheEventIsKept() throws UnreadableEvent {
    Observation head =
        observed(
            event(ALICE, ",\"eventName\":\"HeadObject\"")
                .replace("iam.amazonaws.com", "s3.amazonaws.com"));
    assertThat(head.action()).hasToString("Action::\"s3:GetObject\"");
    assertThat(JsonWriter.compact(head.detail())).contains("\"event\":\"HeadObject\"");
    Observation invoked =
        observed(
            event(ALICE, ",\"eventName\":\"Invoke20150331\"")
                .replace("iam.amazonaws.com", "lambda.amazonaws.com"));
    assertThat(invoked.action()).hasToString("Action::\"lambda:InvokeFunction\"");
    Observation opened =
        observed(
            event(ALICE, ",\"eventName\":\"DeleteBucketPublicAccessBlock\"")
                .replace("iam.amazonaws.com", "s3.amazonaws.com"));
    assertThat(opened.change()).contains(AuthorityChange.RESOURCE_POLICY);
    assertThat(JsonWriter.compact(observed(event(ALICE, ",\"eventName\":\"GetUser\"")).detail()))
        .doesNotContain("\"event\"");
  }

  @Test
  void aDenialSaysWhichPermissionWasMissingOnWhatAndWhy() throws UnreadableEvent {
    Observation observation =
        observed(
            event(
                ALICE,
                ",\"eventName\":\"AssumeRole\",\"errorCode\":\"AccessDenied\",\"errorMessage\":"
                    + "\"User: arn:aws:iam::1:user/alice is not authorized to perform:"
                    + " sts:AssumeRole on resource: arn:aws:iam::1:role/r because no"
                    + " identity-based policy allows the sts:AssumeRole action\","
                    + "\"requestParameters\":null"));
    assertThat(observation.outcome()).isEqualTo(ObservedOutcome.DENIED);
    assertThat(observation.resources())
        .containsExactly(EntityUid.of("AWS::Role", "arn:aws:iam::1:role/r"));
    assertThat(JsonWriter.compact(observation.detail()))
        .contains("\"missing\":\"sts:AssumeRole\"")
        .contains("\"missingOn\":\"arn:aws:iam::1:role/r\"")
        .contains("\"because\":\"no identity-based policy allows the sts:AssumeRole action\"");
  }

  @Test
  void theNameOfAResourceDoesNotSayWhy() {
    assertThat(
            MissingPermission.of(
                "User: u is not authorized to perform: s3:GetObject on resource:"
                    + " \"arn:aws:s3:::b/x because no service control policy allows it\" because no"
                    + " identity-based policy allows the s3:GetObject action"))
        .map(MissingPermission::because)
        .contains("no identity-based policy allows the s3:GetObject action");
  }

  @Test
  void whatExplicitlyDeniesIsSaid() {
    assertThat(
            MissingPermission.of(
                "You are not authorized to perform this operation. User: u is not authorized to"
                    + " perform: ec2:RunInstances on resource: * with an explicit deny in a service"
                    + " control policy. Encoded authorization failure message: xyz"))
        .contains(
            new MissingPermission(
                "ec2:RunInstances", "*", "with an explicit deny in a service control policy"));
    assertThat(MissingPermission.of("Access Denied")).isEmpty();
  }

  @Test
  void aChangeNamesTheIdentityThatItChanges() throws UnreadableEvent {
    Observation put =
        observed(
            event(
                ALICE,
                ",\"eventName\":\"PutUserPolicy\",\"requestParameters\":{\"userName\":\"bob\","
                    + "\"policyName\":\"p\",\"policyDocument\":\"{}\"}"));
    assertThat(put.change()).contains(AuthorityChange.POLICY);
    assertThat(put.resources())
        .containsExactly(EntityUid.of("AWS::User", "arn:aws:iam::1:user/bob"));
    assertThat(JsonWriter.compact(put.detail()))
        .contains(
            "\"parameters\":\"{\\\"userName\\\":\\\"bob\\\",\\\"policyName\\\":\\\"p\\\","
                + "\\\"policyDocument\\\":\\\"{}\\\"}\"");
    Observation refused =
        observed(
            event(
                ALICE,
                ",\"eventName\":\"PutUserPolicy\",\"errorCode\":\"AccessDenied\","
                    + "\"requestParameters\":{\"userName\":\"bob\"}"));
    assertThat(refused.change()).isEmpty();
    Observation failed =
        observed(event(ALICE, ",\"eventName\":\"PutUserPolicy\",\"errorCode\":\"NoSuchEntity\""));
    assertThat(failed.outcome()).isEqualTo(ObservedOutcome.PERMITTED);
    assertThat(failed.change()).isEmpty();
  }

  @Test
  void aKeyOfNobodyNamedIsTheAskersOwn() throws UnreadableEvent {
    assertThat(
            observed(event(ALICE, ",\"eventName\":\"CreateAccessKey\",\"requestParameters\":null"))
                .resources())
        .containsExactly(EntityUid.of("AWS::User", "arn:aws:iam::1:user/alice"));
  }

  @Test
  void secretsOfAnswersAreNotKept() throws UnreadableEvent {
    Observation made =
        observed(
            event(
                ALICE,
                ",\"eventName\":\"CreateAccessKey\",\"responseElements\":{\"accessKey\":"
                    + "{\"accessKeyId\":\"AKIA2\",\"secretAccessKey\":\"hush\"},\"credentials\":"
                    + "{\"sessionToken\":\"hush\"}}"));
    assertThat(JsonWriter.compact(made.detail())).contains("AKIA2").doesNotContain("hush");
  }

  @Test
  void parametersOfAChangeAreKeptUpToALimit() throws UnreadableEvent {
    String begin = ",\"eventName\":\"PutUserPolicy\",\"requestParameters\":{\"policyDocument\":\"";
    int fill = TrailEvent.PARAMETERS_MAX - "{\"policyDocument\":\"\"}".length();
    assertThat(
            JsonWriter.compact(observed(event(ALICE, begin + "x".repeat(fill) + "\"}")).detail()))
        .contains("\"parameters\":");
    assertThat(
            JsonWriter.compact(
                observed(event(ALICE, begin + "x".repeat(fill + 1) + "\"}")).detail()))
        .contains("\"parametersLeftOut\":true")
        .doesNotContain("xxx");
  }

  @ParameterizedTest
  @CsvSource({
    "Success,AUTHENTICATED",
    "Failure,UNAUTHENTICATED",
  })
  void aSignInIsNoDecisionAboutAuthority(String result, ObservedOutcome outcome)
      throws UnreadableEvent {
    String signIn =
        event(
                ALICE,
                ",\"eventName\":\"ConsoleLogin\",\"responseElements\":{\"ConsoleLogin\":\""
                    + result
                    + "\"}")
            .replace("AwsApiCall", "AwsConsoleSignIn");
    assertThat(observed(signIn).outcome()).isEqualTo(outcome);
  }

  @Test
  void whatServicesReportOfThemselvesIsPassedOver() throws UnreadableEvent {
    assertThat(
            read(
                event(ALICE, ",\"eventName\":\"RotateKey\"")
                    .replace("AwsApiCall", "AwsServiceEvent")))
        .isInstanceOf(Event.Passed.class);
    assertThat(read("{\"digestStartTime\":\"2021-07-29T13:03:25Z\",\"logFiles\":[]}"))
        .isInstanceOf(Event.Passed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2021-07-29T13:03:25Z,2021-07-29T13:03:25Z",
    "2021-07-29 13:03:25,2021-07-29T13:03:25Z",
    "2021-07-29 13:03:25.123000000,2021-07-29T13:03:25.123Z"
  })
  void timesAreReadAsTablesWriteThemToo(String written, String time) throws UnreadableEvent {
    assertThat(
            observed(
                    event(ALICE, ",\"eventName\":\"GetUser\"")
                        .replace("2021-07-29T13:03:25Z", written))
                .time())
        .isEqualTo(Instant.parse(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2021-02-30T13:03:25Z", "2021-07-29T24:03:25Z", "2021-07-29T13-03-25Z", "x"})
  void aTimeThatIsNoneIsRefused(String time) {
    assertThatThrownBy(() ->
            read(event(ALICE, ",\"eventName\":\"GetUser\"").replace("2021-07-29T13:03:25Z", time)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("`eventTime` is no instant");
  }

  @Test
  void whatIsNoEventOfCloudTrailSaysWhatItLacks() {
    assertThatThrownBy(() -> read("{\"kind\":\"Event\"}"))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("`eventID`, `eventTime`, `eventSource`, `eventName`");
    assertThatThrownBy(() -> read("{\"eventID\":")).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> read("[]")).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(() -> read("{} {}")).isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void everyCodeOfTheDataHasItsOutcome() throws IOException {
    TreeSet<String> codes = new TreeSet<>();
    for (String file :
        List.of(
            "sans504_s3_ransomware_lab.jsonl.gz",
            "stratus_red_team_detonations.jsonl.gz",
            "panther_rule_events.jsonl.gz",
            "traildiscover_examples.jsonl.gz")) {
      for (String line : lines(file)) {
        Matcher code = CODE.matcher(line);
        while (code.find()) {
          codes.add(code.group(1));
        }
      }
    }
    Map<ObservedOutcome, List<String>> outcomes = new TreeMap<>();
    codes.forEach(
        code -> outcomes.computeIfAbsent(TrailOutcomes.of(code), _ -> new ArrayList<>()).add(code));
    assertThat(outcomes.get(ObservedOutcome.DENIED))
        .containsExactly(
            "AccessDenied",
            "Client.UnauthorizedOperation",
            "UnauthorizedException",
            "UnauthorizedOperation",
            "VpceAccessDenied");
    assertThat(outcomes.get(ObservedOutcome.UNAUTHENTICATED))
        .containsExactly(
            "CloudTrailInvalidClientTokenIdException", "ExpiredToken", "RequestExpired");
    assertThat(outcomes.get(ObservedOutcome.FAULT))
        .containsExactly("InternalError", "InternalFailure");
    assertThat(outcomes.get(ObservedOutcome.THROTTLED)).isNull();
    assertThat(outcomes.get(ObservedOutcome.PERMITTED))
        .contains("NoSuchBucketPolicy", "Client.DryRunOperation", "BucketNotEmpty", "Blocked", "")
        .doesNotContainAnyElementsOf(outcomes.get(ObservedOutcome.DENIED));
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException,DENIED",
    "KMS.KMSAccessDeniedException,DENIED",
    "AuthorizationError,DENIED",
    "Client.OptInRequired,DENIED",
    "SubscriptionRequiredException,DENIED",
    "KMS.DisabledException,DENIED",
    "Client.AuthFailure,UNAUTHENTICATED",
    "SignatureDoesNotMatch,UNAUTHENTICATED",
    "InvalidClientTokenId,UNAUTHENTICATED",
    "ThrottlingException,THROTTLED",
    "Client.RequestLimitExceeded,THROTTLED",
    "SlowDown,THROTTLED",
    "Server.InternalError,FAULT",
    "ServiceUnavailable,FAULT",
    "NoSuchKey,PERMITTED",
    "'',PERMITTED"
  })
  void aCodeSaysWhetherAuthorityWasAskedAbout(String code, ObservedOutcome outcome) {
    assertThat(TrailOutcomes.of(code)).isEqualTo(outcome);
  }

  @Test
  void everyExampleIsReadOrRefusedWithAReason() throws IOException {
    int[] counts = count(lines("traildiscover_examples.jsonl.gz"));
    assertThat(counts).containsExactly(562, 1);
    List<String> logs =
        lines("panther_rule_events.jsonl.gz").stream()
            .map(line -> line.substring(line.indexOf("\"log\":") + 6, line.length() - 1))
            .toList();
    int[] others = count(logs);
    assertThat(others[0] + others[1]).isEqualTo(723);
    assertThat(others[0]).isGreaterThan(350);
  }

  private static int[] count(List<String> events) {
    int[] counts = new int[2];
    for (String event : events) {
      try {
        read(event);
        counts[0]++;
      } catch (UnreadableEvent e) {
        assertThat(e.text()).isNotBlank();
        counts[1]++;
      }
    }
    return counts;
  }
}
