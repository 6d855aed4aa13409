package dev.remit.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.pdp.request.RawRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchTest {
  /// All 20 records may be viewed by a manager.
  private static final String WHAT_ALICE_VIEWS =
      "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},\"action\":{\"name\":\"view\"},"
          + "\"resource\":{\"type\":\"record\"}%s}";

  private static HandWired wired;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    wired = HandWired.start("search", data);
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(wired.faults).isEmpty();
    wired.close();
  }

  @BeforeEach
  void forget() {
    wired.kept.clear();
    wired.room.set(Integer.MAX_VALUE);
  }

  private static Exchange.Answer ask(String page) throws Exception {
    return wired
        .as(HandWired.POINT)
        .search(
            "resource",
            WHAT_ALICE_VIEWS.formatted(page.isEmpty() ? "" : ",\"page\":{" + page + "}"));
  }

  private static String token(Exchange.Answer answer) {
    return "\"token\":\"" + answer.nextToken() + "\"";
  }

  private static long number(Exchange.Answer answer, String name) {
    return ((Json.JsonInteger) Exchange.require(answer.object("page"), name)).value();
  }

  private static Entity record(String id) {
    return new Entity(
        EntityUid.of("record", id),
        RecordValue.of(
            Map.of(
                "title", new StringValue(id),
                "department", new StringValue("Sales"),
                "owner", EntityUid.of("user", "alice"))),
        Set.of(),
        RecordValue.EMPTY);
  }

  @Test
  void pagesOfAnySizeAreTheWholeInOrder() throws Exception {
    List<String> whole = ask("").found();
    assertThat(whole).hasSize(20).isSorted().contains("101", "120");
    for (int limit : List.of(1, 3, 7, 19, 20, 21, 1000)) {
      List<String> found = new ArrayList<>();
      Exchange.Answer page = ask("\"limit\":" + limit);
      found.addAll(page.found());
      while (!page.nextToken().isEmpty()) {
        assertThat(page.found()).hasSize(limit);
        assertThat(number(page, "total")).isEqualTo(20);
        page = ask(token(page));
        assertThat(number(page, "count")).isEqualTo(page.found().size()).isPositive();
        found.addAll(page.found());
      }
      assertThat(found).as("limit " + limit).isEqualTo(whole);
    }
  }

  @Test
  void nothingIsAskedForWithALimitOfNoneButTheTotal() throws Exception {
    Exchange.Answer answer = ask("\"limit\":0");
    assertThat(answer.found()).isEmpty();
    assertThat(number(answer, "total")).isEqualTo(20);
    assertThat(answer.nextToken()).isNotEmpty();
  }

  @Test
  void furtherPagesRestOnTheSnapshotOfTheFirst() throws Exception {
    wired.change(List.of(record("100"), record("119-a")), List.of());
    List<String> before = ask("").found();
    Exchange.Answer first = ask("\"limit\":5");
    wired.change(
        List.of(record("099"), record("119-b")),
        List.of(EntityUid.of("record", "100"), EntityUid.of("record", "119-a")));
    List<String> found = new ArrayList<>(first.found());
    Exchange.Answer page = first;
    while (!page.nextToken().isEmpty()) {
      page = ask(token(page));
      found.addAll(page.found());
    }
    assertThat(found).isEqualTo(before).contains("100", "119-a").doesNotContain("099", "119-b");
    assertThat(ask("").found()).contains("099", "119-b").doesNotContain("100", "119-a");
    assertThat(
            wired.kept.stream()
                .skip(1)
                .limit(wired.kept.size() - 2)
                .map(record -> record.inputs().entities())
                .distinct())
        .as("the version that the pages are recorded with")
        .hasSize(1);
    wired.change(
        List.of(), List.of(EntityUid.of("record", "099"), EntityUid.of("record", "119-b")));
  }

  @Test
  void aPageCanBeHadAgain() throws Exception {
    Exchange.Answer first = ask("\"limit\":3");
    assertThat(ask(token(first)).found())
        .isEqualTo(ask(token(first)).found())
        .containsExactly("104", "105", "106");
  }

  @Test
  void aTokenOfAnotherRequestIsRefused() throws Exception {
    Exchange.Answer first = ask("\"limit\":3");
    for (Exchange.Answer changed :
        List.of(
            ask(token(first) + ",\"limit\":4"),
            wired
                .as(HandWired.POINT)
                .search(
                    "resource",
                    WHAT_ALICE_VIEWS
                        .replace("view", "edit")
                        .formatted(",\"page\":{" + token(first) + "}")),
            wired
                .as(HandWired.POINT)
                .search(
                    "resource",
                    WHAT_ALICE_VIEWS.formatted(
                        ",\"context\":{\"a\":1},\"page\":{" + token(first) + "}")))) {
      assertThat(changed.status()).isEqualTo(400);
      assertThat(changed.response().body()).contains("search.changed");
    }
    assertThat(ask(token(first) + ",\"limit\":3").status()).isEqualTo(200);
  }

  @Test
  void aTokenCannotBeForgedNorUsedByAnother() throws Exception {
    Exchange.Answer first = ask("\"limit\":3");
    String good = first.nextToken();
    List<String> bad = new ArrayList<>(List.of("x", "AAAA", good + "A", good.substring(1)));
    for (int i = 0; i < good.length(); i += 5) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      bad.add(good.substring(0, i) + other + good.substring(i + 1));
    }
    for (String token : bad) {
      Exchange.Answer answer = ask("\"token\":\"" + token + "\"");
      assertThat(answer.status()).as(token).isEqualTo(400);
      assertThat(answer.response().body()).contains("search.token-unknown");
    }
    Exchange.Answer other =
        wired
            .as(HandWired.OPERATOR)
            .search("resource", WHAT_ALICE_VIEWS.formatted(",\"page\":{" + token(first) + "}"));
    assertThat(other.status()).isEqualTo(400);
  }

  @Test
  void aTokenExpires() throws Exception {
    Exchange.Answer first = ask("\"limit\":3");
    wired.now.updateAndGet(now -> now.plus(SearchPins.AGE_MAX));
    assertThat(ask(token(first)).status()).isEqualTo(200);
    wired.now.updateAndGet(now -> now.plus(Duration.ofMillis(1)));
    Exchange.Answer late = ask(token(first));
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.response().body()).contains("begin the search anew");
  }

  @Test
  void theOldestSearchIsLetGoWhereThereAreTooMany() throws Exception {
    Exchange.Answer oldest = ask("\"limit\":3");
    Exchange.Answer second = ask("\"limit\":3");
    for (int i = 0; i < SearchPins.PINS_MAX - 1; i++) {
      ask("\"limit\":3");
    }
    assertThat(ask(token(oldest)).status()).isEqualTo(400);
    assertThat(ask(token(second)).status()).isEqualTo(200);
  }

  @Test
  void theOldestSearchIsLetGoWhereSearchesHoldTooManyBundles() throws Exception {
    Exchange.Answer oldest = ask("\"limit\":3");
    Exchange.Answer second = ask("\"limit\":3");
    for (int i = 1; i < SearchPins.BUNDLES_MAX; i++) {
      wired.publishAnother();
      ask("\"limit\":3");
    }
    assertThat(ask(token(oldest)).status()).isEqualTo(200);
    wired.publishAnother();
    Exchange.Answer newest = ask("\"limit\":3");
    assertThat(ask(token(oldest)).status()).isEqualTo(400);
    assertThat(ask(token(second)).status()).isEqualTo(400);
    assertThat(ask(token(newest)).status()).isEqualTo(200);
  }

  @Test
  void aSearchIsOneRecordThatPermitsNothing() throws Exception {
    Exchange.Answer first = ask("\"limit\":3");
    ask(token(first));
    assertThat(wired.kept).hasSize(2);
    DecisionRecord record = wired.kept.get(1);
    assertThat(record.kind()).isEqualTo(RecordKind.SEARCH);
    assertThat(record.decision().canonical()).startsWith("deny | searched");
    assertThat(record.decision().reasons().getFirst().text())
        .isEqualTo("found 3, asked 4 of 20 candidates");
    assertThat(record.inputs().raw())
        .isInstanceOfSatisfying(
            RawRequest.Search.class,
            search -> {
              assertThat(search.sought()).isEqualTo(RawRequest.Sought.RESOURCE);
              assertThat(search.from()).isEqualTo(3);
              assertThat(search.limit()).isEqualTo(3);
            });
    assertThat(Exchange.text(first.object("context"), "id"))
        .isEqualTo(wired.kept.getFirst().id().toString());
  }

  @Test
  void aSearchThatCannotBeRecordedFindsNothing() throws Exception {
    wired.room.set(0);
    Exchange.Answer answer = ask("");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().body()).contains("search.not-recorded").doesNotContain("101");
  }

  @Test
  void reservedKeysOfAContextFindNothingAndSaySo() throws Exception {
    Exchange.Answer answer =
        wired
            .as(HandWired.POINT)
            .search("resource", WHAT_ALICE_VIEWS.formatted(",\"context\":{\"now\":1}"));
    assertThat(answer.found()).isEmpty();
    assertThat(JsonWriter.compact(Exchange.require(answer.object("context"), "reasons")))
        .contains("\"refused\"")
        .contains("only Remit may fill");
  }

  @Test
  void aTypeThatIsNoNameFindsNothing() throws Exception {
    Exchange.Answer answer =
        wired
            .as(HandWired.POINT)
            .search(
                "subject",
                "{\"subject\":{\"type\":\"space ship\"},\"action\":{\"name\":\"view\"},"
                    + "\"resource\":{\"type\":\"record\",\"id\":\"101\"}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.found()).isEmpty();
  }

  @Test
  void nobodySearchesForWhatTheyDoNotSpeakFor() throws Exception {
    String search =
        "{\"subject\":{\"type\":\"%s\"},\"action\":{\"name\":\"view\"},"
            + "\"resource\":{\"type\":\"record\",\"id\":\"101\"}}";
    Exchange narrow = wired.as(HandWired.NARROW);
    assertThat(narrow.search("subject", search.formatted("user")).status()).isEqualTo(200);
    wired.kept.clear();
    assertThat(narrow.search("subject", search.formatted("team")).status()).isEqualTo(403);
    assertThat(wired.kept).isEmpty();
  }
}
