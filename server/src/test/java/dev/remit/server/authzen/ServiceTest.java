package dev.remit.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.insight.replay.Replay;
import dev.remit.insight.replay.Replayer;
import dev.remit.pdp.record.DecisionRecord;
import dev.remit.pdp.record.RecordKind;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.data.DataFolder;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.keys.KeyFolder;
import dev.remit.store.keys.RowDecryption;
import dev.remit.store.log.LogReader;
import dev.remit.store.row.Row;
import dev.remit.store.row.RowRecords;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The API within the whole service.
final class ServiceTest {
  @TempDir private Path data;

  @Test
  void theLogHoldsSearchesApartFromDecisions() throws Exception {
    List<Row> rows = new ArrayList<>();
    try (ServedBundle served = ServedBundle.start("search", data)) {
      String alice = "{\"subject\":{\"type\":\"user\",\"id\":\"alice\"},";
      String record = "\"resource\":{\"type\":\"record\",\"id\":\"101\"}";
      served.exchange().evaluate(alice + "\"action\":{\"name\":\"view\"}," + record + "}");
      assertThat(served.exchange().search("action", alice + record + "}").found())
          .containsExactly("delete", "edit", "view");
    }
    DataFolder folder = DataFolder.read(data);
    new LogReader(folder.log()).visit(1, rows::add);
    Replayer replayer =
        new Replayer(
            new BundleStore(folder.disk(), Clock.systemUTC()),
            new EntityCursor(folder.disk())::find,
            new RowDecryption(new KeyFolder(folder.disk())));
    assertThat(rows).hasSize(2);
    DecisionRecord decision = RowRecords.of(rows.getFirst());
    DecisionRecord search = RowRecords.of(rows.getLast());
    assertThat(decision.kind()).isEqualTo(RecordKind.DECISION);
    assertThat(search.kind()).isEqualTo(RecordKind.SEARCH);
    assertThat(replayer.replay(rows.getFirst()))
        .isInstanceOfSatisfying(
            Replay.Evaluated.class, replay -> assertThat(replay.isSame()).isTrue());
    assertThat(replayer.replay(rows.getLast())).isInstanceOf(Replay.Impossible.class);
  }

  @Test
  void theMetadataNamesThePublicUrl() throws Exception {
    try (ServedBundle served = ServedBundle.start("search", data, "https://pdp.example/remit/")) {
      Exchange exchange = served.exchange();
      Exchange.Answer answer =
          exchange.send(exchange.to("/.well-known/authzen-configuration").GET());
      assertThat(Exchange.text(answer.json(), "policy_decision_point"))
          .isEqualTo("https://pdp.example/remit");
      assertThat(Exchange.text(answer.json(), "search_action_endpoint"))
          .isEqualTo("https://pdp.example/remit/access/v1/search/action");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void theMetadataNamesWhereTheRequestWentInEveryVersionOfHttp(HttpClient.Version version)
      throws Exception {
    try (ServedBundle served = ServedBundle.start("search", data)) {
      Exchange exchange = served.exchange();
      Exchange.Answer answer =
          exchange.send(exchange.to("/.well-known/authzen-configuration").version(version).GET());
      assertThat(Exchange.text(answer.json(), "policy_decision_point"))
          .matches("http://127\\.0\\.0\\.1:\\d+");
    }
  }
}
