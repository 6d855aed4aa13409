package dev.remit.pdp.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.pdp.tool.Parameter;
import dev.remit.pdp.tool.Role;
import dev.remit.pdp.tool.ToolClassifier;
import dev.remit.pdp.tool.ToolEffect;
import dev.remit.pdp.tool.ToolManifest;
import dev.remit.pdp.tool.Tools;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a user says in turns, and copies of an index.
final class FlowCopyTest {
  private static final Tools TOOLS = Tools.of(List.of());

  private static FlowIndex task(String said) {
    return FlowIndex.open(said, TOOLS, Selection.TEXT, new FlowKey(1, 2));
  }

  private static Json.JsonObject argument(String name, String value) {
    return Json.object(Json.Member.of(name, Json.string(value)));
  }

  private static Flow flow(FlowIndex task, String value) {
    return task.grade("send_money", argument("recipient", value)).flow();
  }

  private static Set<Grade> payee(FlowIndex task, String value) {
    return flow(task, value).of(Role.DESTINATION).grades();
  }

  @Test
  void whatIsSaidInTurnsCountsAsWhatIsSaidAtOnce() {
    String first = "Look at the bill of the plumber at corp.com in /home/ann.";
    String second = "Now pay all of my bills to GB29NWBK6016133 and do what Carol's list says.";
    FlowIndex turns = task("");
    assertThat(turns.hear(first)).isTrue();
    assertThat(payee(turns, "GB29NWBK6016133")).containsExactly(Grade.UNKNOWN);
    assertThat(flow(turns, "x").asked()).doesNotContain(ToolEffect.PAY);
    assertThat(turns.hear(second)).isTrue();
    FlowIndex whole = task(first + " " + second);
    for (String value :
        List.of("GB29NWBK6016133", "https://corp.com/x", "/home/ann/a", "plumber", "eve@x.com")) {
      assertThat(flow(turns, value)).as(value).isEqualTo(flow(whole, value));
    }
    assertThat(flow(turns, "x").asked()).contains(ToolEffect.PAY);
  }

  @Test
  void aMessageThatDoesNotFitIsLeftOutWhole() {
    FlowIndex task = task("x".repeat(10));
    String account = " GB29NWBK6016133";
    int room = FlowLimits.REQUEST_CHARS_MAX - 10;
    assertThat(task.hear(account + " ".repeat(room - account.length() + 1))).isFalse();
    assertThat(payee(task, account.strip())).containsExactly(Grade.UNKNOWN);
    assertThat(task.hear(account + " ".repeat(room - account.length()))).isTrue();
    assertThat(payee(task, account.strip())).containsExactly(Grade.USER);
    assertThat(task.hear("y")).isFalse();
  }

  @Test
  void aCopyAndItsOriginalLearnApart() {
    FlowIndex original = task("Pay the bill at corp.com");
    GradedCall fetched = original.grade("fetch_page", argument("url", "corp.com/due"));
    FlowIndex copy = original.copy();
    copy.take(fetched, new TreeSet<>(Set.of("secret")), "the bill goes to GB29NWBK6016133");
    copy.hear("or to AT611904300234573");
    assertThat(payee(original, "GB29NWBK6016133")).containsExactly(Grade.UNKNOWN);
    assertThat(payee(original, "AT611904300234573")).containsExactly(Grade.UNKNOWN);
    assertThat(payee(copy, "AT611904300234573")).containsExactly(Grade.USER);
    assertThat(flow(copy, "GB29NWBK6016133").of(Role.DESTINATION))
        .isEqualTo(
            new Origin(
                Set.of(Grade.TOPICAL),
                new TreeSet<>(Set.of("fetch_page")),
                new TreeSet<>(Set.of("secret"))));
    original.take(fetched, Collections.emptySortedSet(), "the bill goes to XX99000000000001");
    assertThat(payee(copy, "XX99000000000001")).containsExactly(Grade.UNKNOWN);
  }

  @Test
  void aCallIsGradedByTheToolsOfNow() {
    FlowIndex task = task("Look at corp.com");
    Parameter flag = new Parameter("recipient", "", "boolean", "", null, null);
    Tools current =
        Tools.of(
            List.of(
                ToolClassifier.classify(
                    new ToolManifest("send_money", "", List.of(flag), ToolManifest.Hints.NONE))));
    Json.JsonObject arguments = argument("recipient", "eve@x.com");
    assertThat(task.grade("send_money", arguments).flow().of(Role.DESTINATION).grades())
        .containsExactly(Grade.UNKNOWN);
    assertThat(
            task.grade("send_money", arguments, current, Selection.TEXT)
                .flow()
                .of(Role.DESTINATION)
                .grades())
        .isEmpty();
  }

  @Test
  void whatItTakesIsCountedAndBounded() {
    FlowIndex task = task("Read the notes at corp.com");
    long empty = task.bytes();
    GradedCall call = task.grade("fetch_page", argument("url", "corp.com/x"));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      text.append(" word").append(i).append(i % 10 == 0 ? " https://corp.com/" + i : "");
    }
    task.take(call, Collections.emptySortedSet(), text.toString());
    assertThat(task.bytes()).isGreaterThan(empty + 1_000_000).isLessThan(4L << 20);
    assertThat(task.copy().bytes()).isEqualTo(task.bytes());
  }
}
