package dev.remit.pdp.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.value.Name;
import dev.remit.pdp.task.MeterRule;
import dev.remit.pdp.task.TaskLimits;
import dev.remit.pdp.task.TaskRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskRulesReaderTest {
  private static final String TASKS =
      """
        labels: [customer-pii, sent]
        meters:
          refunds: {unit: cents}
          exported: {unit: records, window: 1h}
        purposes:
          support: {longest: 2d}
          audit: {}
        classification: {attribute: class, labels: {personal: customer-pii, public: []}}
        standing-grants: forbid
      """;
  private static final String BOUND =
      "permit(principal, action, resource) when { context.task.purpose == \"support\" };";

  @TempDir Path folder;

  private BundleFixture bundle(String tasks, String policies) {
    return new BundleFixture(folder)
        .write("remit.yaml", "name: test\nowner: x\ntasks:\n" + tasks)
        .policies(policies);
  }

  private List<String> mistakes(String tasks, String policies) {
    return bundle(tasks, policies).mistakes();
  }

  @Test
  void aManifestDeclaresLabelsMetersAndPurposes() {
    TaskRules rules = bundle(TASKS, BOUND).read().manifest().tasks();
    assertThat(rules.agents()).containsExactly(new Name("Agent"));
    assertThat(rules.labels()).containsExactly("customer-pii", "sent");
    assertThat(rules.meters())
        .containsEntry("refunds", new MeterRule("cents", 0))
        .containsEntry("exported", new MeterRule("records", 3_600_000));
    assertThat(rules.purposes())
        .containsEntry("support", Duration.ofDays(2))
        .containsEntry("audit", TaskLimits.LIFE_DEFAULT);
    assertThat(rules.classification().labels().get("personal")).containsExactly("customer-pii");
    assertThat(rules.classification().labels().get("public")).isEmpty();
    assertThat(rules.standingGrants()).isEqualTo(TaskRules.StandingGrants.FORBID);
  }

  @Test
  void everyMistakeOfTheManifestIsReported() {
    assertThat(
            mistakes(
                """
                  labels: [Sent mail]
                  meters:
                    in-cents: {unit: cents}
                    spent: {window: 2y}
                  purposes: {support: {longest: 30d}}
                  classification: {labels: {a: other}}
                  standing-grants: never
                  colour: red
                """,
                BOUND))
        .containsExactly(
            "remit.yaml:4:11: `Sent mail` is no name of a label;"
                + " write at most 64 of a-z, 0-9, `.`, `_` and `-`, a letter or digit first",
            "remit.yaml:6:5: `in-cents` is no name of a meter;"
                + " write an identifier, as policies name it after `context.task.meters.`",
            "remit.yaml:7:12: missing `unit` in the meter `spent`; add it",
            "remit.yaml:7:21: the window of the meter `spent` is `2y`;"
                + " write a time of at most 366d, as `30s`, `10m`, `1h` or `7d`",
            "remit.yaml:8:33: the longest time of the purpose `support` is `30d`;"
                + " write a time of at most 7d, as `30s`, `10m`, `1h` or `7d`",
            "remit.yaml:9:19: missing `attribute` in `classification`; add it",
            "remit.yaml:9:32: `other` is no label of `tasks`; declare it there",
            "remit.yaml:10:20: `standing-grants` is `never`; write `allow` or `forbid`",
            "remit.yaml:11:3: unknown key `colour` in `tasks`; known are `agents`, `labels`,"
                + " `meters`, `purposes`, `classification`, `standing-grants`");
  }

  @Test
  void everyMistakeOfAnAnnotationIsReportedAtItsPlace() {
    assertThat(
            mistakes(
                "  labels: [sent]\n  meters: {spent: {unit: cents}}\n",
                """
                @id("a") @label("sent, mailed") permit(principal, action, resource);
                @id("b") @meter("spend += 1; spent = 2; spent += ; spent += \\"x;y\\"")
                permit(principal, action, resource);
                @id("c") @meter("spent += 1 per 1y; spent += -1")
                permit(principal, action, resource);
                @id("d") @label("sent") @meter("spent += 1") forbid(principal, action, resource);
                """))
        .allMatch(line -> line.startsWith("policies/all.cedar:"))
        .map(line -> line.substring("policies/all.cedar:".length()))
        .containsExactly(
            "1:10: `mailed` is no label of this bundle;"
                + " declare it in `tasks.labels` of `remit.yaml`",
            "2:10: `spend` is no meter of this bundle;"
                + " declare it in `tasks.meters` of `remit.yaml`",
            "2:10: `spent = 2` advances no meter;"
                + " write `meter += expression`, or `meter += expression per 1h`",
            "2:10: `` cannot be read: expected an expression, found the end of the text;"
                + " write a Cedar expression",
            "2:10: `\"x;y\"` is no whole number, whatever the request;"
                + " write an expression such as `1` or `context.arguments.amount`",
            "4:10: `1y` is no window;"
                + " write a time of at most 366d, as `30s`, `10m`, `1h` or `7d`",
            "4:10: `-1` is no whole number, whatever the request;"
                + " write an expression such as `1` or `context.arguments.amount`",
            "6:10: a forbid has no effect on a task, and this one has `@label`;"
                + " write it on the permits",
            "6:25: a forbid has no effect on a task, and this one has `@meter`;"
                + " write it on the permits");
  }

  private List<String> refusedStanding(String... policies) {
    return mistakes("  standing-grants: forbid\n", String.join("\n", policies)).stream()
        .map(line -> line.substring(line.indexOf('`') + 1, line.indexOf("` may permit")))
        .toList();
  }

  private static String permit(String id, String scope, String condition) {
    return "@id(\"" + id + "\") permit(" + scope + ", action, resource)" + condition + ";";
  }

  @Test
  void whatMayPermitAnAgentOutsideOfATaskIsRefused() {
    String when = " when { %s }";
    assertThat(
            refusedStanding(
                permit("none", "principal", ""),
                permit("agent", "principal is Agent", ""),
                permit("one", "principal == Agent::\"a\"", ""),
                permit("group", "principal in Team::\"a\"", ""),
                permit("read", "principal", when.formatted("context.task.purpose == \"\"")),
                permit(
                    "or",
                    "principal",
                    when.formatted("context.task.purpose == \"a\" || resource == resource")),
                permit("like", "principal", when.formatted("context.task.purpose like \"*\"")),
                permit("not", "principal", when.formatted("!(context.task.id != \"\")")),
                permit("unless", "principal", " unless { context.task.id != \"\" }"),
                permit("set", "principal", when.formatted("[\"\"].contains(context.task.id)")),
                permit("is", "principal", when.formatted("principal is Agent")),
                permit(
                    "if",
                    "principal",
                    when.formatted("if context.x then context.task.id != \"\" else true"))))
        .containsExactly(
            "none", "agent", "one", "group", "read", "or", "like", "not", "unless", "set", "is",
            "if");
  }

  @Test
  void whatPermitsAgentsInTasksAloneIsAccepted() {
    String when = " when { %s }";
    assertThat(
            bundle(
                    "  standing-grants: forbid\n",
                    String.join(
                        "\n",
                        permit("user", "principal is User", ""),
                        permit("service", "principal == Service::\"a\"", ""),
                        permit("is", "principal", when.formatted("principal is User")),
                        permit(
                            "purpose",
                            "principal",
                            when.formatted("\"a\" == context.task.purpose")),
                        permit(
                            "both",
                            "principal is Agent",
                            when.formatted("context.x == 1 && context.task.id != \"\"")),
                        permit(
                            "either",
                            "principal",
                            when.formatted("principal is User || context.task.purpose == \"a\"")),
                        permit(
                            "some",
                            "principal",
                            when.formatted("[\"a\", \"b\"].contains(context.task.purpose)")),
                        permit("unless", "principal", " unless { context.task.id == \"\" }"),
                        permit(
                            "neither",
                            "principal",
                            " unless { context.task.id == \"\" || context.x }"),
                        permit(
                            "if",
                            "principal",
                            when.formatted(
                                "if principal is User then true else context.task.id != \"\"")),
                        "@id(\"no\") forbid(principal, action, resource);"))
                .read()
                .policies()
                .policies())
        .hasSize(11);
  }
}
