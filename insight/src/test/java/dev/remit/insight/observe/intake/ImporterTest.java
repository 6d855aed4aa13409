package dev.remit.insight.observe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.cloudtrail.CloudTrailFormat;
import dev.remit.insight.observe.kubernetes.KubernetesAuditFormat;
import dev.remit.insight.observe.proxy.NginxFormat;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.observation.AuthorityChange;
import dev.remit.store.observation.ObservedOutcome;
import dev.remit.store.row.Column;
import dev.remit.testkit.Seeds;
import dev.remit.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImporterTest {
  private static final long SEED = 20_261_122;
  private static final EventFormat LINES = new LineFormat("lines");

  @TempDir private Path folder;

  private record Stored(Path path) implements InputFile {
    @Override
    public String name() {
      return path.getFileName().toString();
    }

    @Override
    public boolean isReadAgain() {
      return true;
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }

  private record Streamed(String text) implements InputFile {
    @Override
    public String name() {
      return "<stdin>";
    }

    @Override
    public boolean isReadAgain() {
      return false;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private interface Work {
    void on(Importer importer) throws Exception;
  }

  private static SegmentedLog log(DataFolder data, long segmentBytes) throws Exception {
    return SegmentedLog.open(
        data.log(),
        new LogSettings(Durability.BUFFERED, segmentBytes, Duration.ofMinutes(1)),
        Clock.systemUTC(),
        UUID::randomUUID);
  }

  private static ImportReport run(Path data, EventFormat format, String tenant, Work work)
      throws Exception {
    return run(data, format, tenant, 64 << 20, EventIndex.IDS_MAX, work);
  }

  private static ImportReport run(
      Path data, EventFormat format, String tenant, long segmentBytes, int idsMax, Work work)
      throws Exception {
    try (DataFolder owned = DataFolder.own(data);
        SegmentedLog log = log(owned, segmentBytes);
        Importer importer =
            Importer.open(
                owned.disk(), owned.log(), log, format, tenant, UUID::randomUUID, idsMax)) {
      work.on(importer);
      importer.end();
      return importer.report();
    }
  }

  private ImportReport take(String data, Path... files) throws Exception {
    return run(
        folder.resolve(data),
        LINES,
        "default",
        importer -> {
          for (Path file : files) {
            importer.take(new Stored(file), () -> false);
          }
        });
  }

  /// Of each record its event, with `+` if it is a duplicate; sorted.
  private static List<String> recorded(Path data) throws Exception {
    List<String> rows = new ArrayList<>();
    try (DataFolder read = DataFolder.read(data)) {
      new LogReader(read.log())
          .visit(
              1,
              row -> rows.add(row.text(Column.EVENT_ID) + (row.flag(Column.DUPLICATE) ? "+" : "")));
    }
    Collections.sort(rows);
    return rows;
  }

  private List<String> recorded(String data) throws Exception {
    return recorded(folder.resolve(data));
  }

  @Test
  void eachEventIsRecordedAndASecondImportAddsNothing() throws Exception {
    Path log = file("a.log", "e1 0\ne2 0\npass\nbad\ne1 0\n");
    ImportReport first = take("data", log);
    assertThat(first.events()).isEqualTo(5);
    assertThat(first.observations()).isEqualTo(2);
    assertThat(first.duplicates()).isEqualTo(1);
    assertThat(first.passed()).containsExactly(Map.entry("remarks", 1L));
    assertThat(first.setAside()).isEqualTo(1);
    ImportReport second = take("data", log);
    assertThat(second.events()).isZero();
    assertThat(second.known()).isEqualTo(5);
    assertThat(recorded("data")).containsExactly("e1", "e1+", "e2");
  }

  @Test
  void neitherNameNorCompressionMakesAnotherFile() throws Exception {
    take("data", file("a.log", "e1 0\ne2 0\n"));
    Path compressed = folder.resolve("b.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write("e1 0\ne2 0\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(take("data", compressed).events()).isZero();
    assertThat(recorded("data")).containsExactly("e1", "e2");
  }

  @Test
  void aFileThatHasGrownGoesOnWhereItEnded() throws Exception {
    take("data", file("a.log", "e1 0\ne2 0\n"));
    ImportReport grown = take("data", file("a.log", "e1 0\ne2 0\ne3 1\n"));
    assertThat(grown.known()).isEqualTo(2);
    assertThat(grown.events()).isEqualTo(1);
    assertThat(take("data", file("old.log", "e1 0\ne2 0\n")).events()).isZero();
    assertThat(recorded("data")).containsExactly("e1", "e2", "e3");
  }

  @Test
  void aFileThatBeginsAlikeAndGoesOnOtherwiseIsAnotherOne() throws Exception {
    take("data", file("a.log", "e1 0\ne2 0\ne3 0\n"));
    Path other = file("b.log", "e1 0\ne4 0\ne5 0\ne6 0\n");
    ImportReport report = take("data", other);
    assertThat(report.observations()).isEqualTo(3);
    assertThat(report.duplicates()).isEqualTo(1);
    assertThat(take("data", other).events()).isZero();
    assertThat(recorded("data")).containsExactly("e1", "e1+", "e2", "e3", "e4", "e5", "e6");
  }

  @Test
  void aLastLineWithoutAnEndIsAnEventToo() throws Exception {
    take("data", file("a.log", "e1 0\ne2 0\n"));
    for (String text : List.of("e1 0", "e1 0\ne3 0", "e1 0\ne2 0", "e1 0\ne2 0\ne4 0")) {
      Path log = file("b.log", text);
      take("data", log);
      assertThat(take("data", log).events()).as(text).isZero();
    }
    assertThat(firsts(folder.resolve("data"))).containsExactly("e1", "e2", "e3", "e4");
  }

  @Test
  void standardInputGoesOnWhereItEnded() throws Exception {
    for (String text : List.of("e1 0\n", "e1 0\ne2 0\n", "e1 0\ne2 0\n")) {
      run(
          folder.resolve("data"),
          LINES,
          "default",
          importer -> importer.take(new Streamed(text), () -> false));
    }
    assertThat(recorded("data")).containsExactly("e1", "e2");
  }

  @Test
  void standardInputThatGoesOnOtherwiseIsRefusedAndNothingOfItTaken() throws Exception {
    take("data", file("a.log", "e1 0\ne2 0\ne3 0\n"));
    assertThatThrownBy(() ->
            run(
                folder.resolve("data"),
                LINES,
                "default",
                importer -> importer.take(new Streamed("e1 0\ne4 0\n"), () -> false)))
        .isInstanceOf(ReadFault.class)
        .hasMessageContaining("write it to a file");
    assertThat(recorded("data")).containsExactly("e1", "e2", "e3");
  }

  @Test
  void kindsAndTenantsAreApart() throws Exception {
    Path log = file("a.log", "e1 0\n");
    take("data", log);
    Path data = folder.resolve("data");
    Work work = importer -> importer.take(new Stored(log), () -> false);
    assertThat(run(data, LINES, "other", work).observations()).isEqualTo(1);
    assertThat(run(data, new LineFormat("else"), "default", work).observations()).isEqualTo(1);
    assertThat(recorded("data")).containsExactly("e1", "e1", "e1");
  }

  @Test
  void aFileThatIsBeingWrittenIsTakenInAsItGrows() throws Exception {
    Path log = file("a.log", "e1 0\ne2");
    ImportReport report =
        run(
            folder.resolve("data"),
            LINES,
            "default",
            importer -> {
              InputFile file = new Stored(log);
              importer.follow(file, () -> false);
              assertThat(importer.events()).isEqualTo(1);
              Files.writeString(log, " 0\ne3 1\n", StandardOpenOption.APPEND);
              importer.follow(file, () -> false);
              importer.commit();
            });
    assertThat(report.observations()).isEqualTo(3);
    assertThat(take("data", log).events()).isZero();
  }

  @Test
  void aLostFileOfNotesLosesNoEventAndDoublesNone() throws Exception {
    Path log = file("a.log", "e1 0\ne2 0\n");
    take("data", log);
    Files.delete(folder.resolve("data").resolve(TakenFiles.FILE));
    take("data", log);
    assertThat(recorded("data")).containsExactly("e1", "e2");
  }

  @Test
  void notesOfAnotherLogAreNotBelieved() throws Exception {
    Path log = file("a.log", "e1 0\ne2 0\n");
    take("data", log);
    take("other", file("b.log", "x 0\n"));
    Files.copy(
        folder.resolve("data").resolve(TakenFiles.FILE),
        folder.resolve("other").resolve(TakenFiles.FILE),
        StandardCopyOption.REPLACE_EXISTING);
    take("other", log);
    assertThat(recorded("other")).containsExactly("e1", "e2", "x");
  }

  @Test
  void hoursThatAreForgottenAreReadAgain() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      for (int hour = 0; hour < 200; hour++) {
        text.append("e").append(hour).append(' ').append(hour * 30).append('\n');
      }
    }
    Path log = file("a.log", text.toString());
    ImportReport report =
        run(
            folder.resolve("data"),
            LINES,
            "default",
            1 << 12,
            8,
            importer -> {
              importer.take(new Stored(log), () -> false);
              assertThat(importer.loads()).isGreaterThan(100);
            });
    assertThat(report.observations()).isEqualTo(200);
    assertThat(report.duplicates()).isEqualTo(400);
  }

  @Test
  void anEmptyLogIsNotReadForIds() throws Exception {
    Path log = file("a.log", "e1 0\ne2 5\ne3 0\n");
    run(
        folder.resolve("data"),
        LINES,
        "default",
        importer -> {
          importer.take(new Stored(log), () -> false);
          assertThat(importer.loads()).isZero();
        });
  }

  @Test
  void whateverIsKilledAndRepeatedEachEventOfEachFileIsRecordedOnce() throws Exception {
    long seed = Seeds.seed(SEED);
    RandomGenerator random = Seeds.random(seed);
    for (int round = 0; round < 12; round++) {
      Path world = Files.createDirectory(folder.resolve("world" + round));
      List<String> events = drawn(random);
      List<Path> files = split(world, "a", events, random);
      Path whole = world.resolve("whole");
      importAll(whole, files, random);
      Path data = world.resolve("data0");
      int kills = 1 + random.nextInt(3);
      for (int kill = 0; kill < kills; kill++) {
        data = killed(data, world.resolve("data" + (kill + 1)), files, random, events.size());
      }
      importAll(data, files, random);
      assertThat(recorded(data)).as("seed %s, round %s", seed, round).isEqualTo(recorded(whole));
      assertThat(importAll(data, files, random).events()).isZero();

      List<String> before = firsts(data);
      importAll(data, split(world, "b", events, random), random);
      assertThat(firsts(data)).as("seed %s, round %s", seed, round).isEqualTo(before);
    }
  }

  private static List<String> firsts(Path data) throws Exception {
    return recorded(data).stream().filter(each -> !each.endsWith("+")).toList();
  }

  private static List<String> drawn(RandomGenerator random) {
    List<String> events = new ArrayList<>();
    for (int n = 1 + random.nextInt(200); n > 0; n--) {
      int id = random.nextInt(120);
      events.add(random.nextInt(20) == 0 ? "bad" : "e" + id + " " + id % 5 * 40);
    }
    return events;
  }

  private static List<Path> split(
      Path world, String name, List<String> events, RandomGenerator random) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(60));
      Path file = world.resolve(name + files.size());
      Files.write(file, events.subList(from, to));
      files.add(file);
      from = to;
    }
    return files;
  }

  private static ImportReport importAll(Path data, List<Path> files, RandomGenerator random)
      throws Exception {
    long segmentBytes = 1L << (9 + random.nextInt(8));
    return run(
        data,
        LINES,
        "default",
        segmentBytes,
        4 + random.nextInt(100),
        importer -> {
          for (Path file : files) {
            importer.take(new Stored(file), () -> false);
          }
        });
  }

  /// An import that is killed after a drawn number of events: the folder as it is found there, in
  /// another place. The log has lost some of what was given to it last.
  private static Path killed(
      Path data, Path image, List<Path> files, RandomGenerator random, int events)
      throws Exception {
    int at = random.nextInt(2 * events);
    int lost = random.nextInt(10);
    int[] count = {0};
    try (DataFolder owned = DataFolder.own(data);
        SegmentedLog log = log(owned, 1L << (9 + random.nextInt(8)));
        Importer importer =
            Importer.open(owned.disk(), owned.log(), log, LINES, "default", UUID::randomUUID, 50)) {
      BooleanSupplier copying =
          () -> {
            int now = count[0]++;
            if (now == Math.max(0, at - lost)) {
              commit(log);
              copy(data.resolve("log"), image.resolve("log"), path -> true);
            }
            if (now == at) {
              copy(data, image, path -> !path.startsWith(data.resolve("log")));
            }
            return now >= at;
          };
      for (Path file : files) {
        importer.take(new Stored(file), copying);
      }
    }
    return count[0] > at ? image : data;
  }

  private static void commit(SegmentedLog log) {
    try {
      log.commit();
    } catch (AppendFailed e) {
      throw new AssertionError(e);
    }
  }

  /// Files that go away while they are listed were sealed, and are copied as parts.
  private static void copy(Path from, Path to, Predicate<Path> wanted) {
    for (int attempt = 0; attempt < 20; attempt++) {
      try (Stream<Path> all = Files.walk(from)) {
        for (Path each : all.filter(wanted).toList()) {
          Path copy = to.resolve(from.relativize(each).toString());
          if (Files.isDirectory(each)) {
            Files.createDirectories(copy);
          } else {
            Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
          }
        }
        return;
      } catch (IOException | UncheckedIOException _) {
        delete(to);
      }
    }
    throw new IllegalStateException("the folder never stood still");
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theRansomwareLabHasWhatItsAnalystCounted() throws Exception {
    Path trail = SharedData.require("cloudtrail/sans504_s3_ransomware_lab.jsonl.gz");
    Work work = importer -> importer.take(new Stored(trail), () -> false);
    ImportReport report = run(folder.resolve("data"), new CloudTrailFormat(), "default", work);
    assertThat(report.events()).isEqualTo(30_476);
    assertThat(report.duplicates()).isEqualTo(6_496);
    assertThat(report.observations()).isEqualTo(23_980);
    assertThat(report.outcomes())
        .containsEntry(ObservedOutcome.DENIED, 10_015L)
        .containsEntry(ObservedOutcome.PERMITTED, 13_960L)
        .containsEntry(ObservedOutcome.AUTHENTICATED, 3L)
        .containsEntry(ObservedOutcome.UNAUTHENTICATED, 1L)
        .containsEntry(ObservedOutcome.FAULT, 1L)
        .containsEntry(ObservedOutcome.THROTTLED, 0L);
    assertThat(report.setAside()).isZero();
    assertThat(report.changes())
        .containsEntry(AuthorityChange.POLICY, 3L)
        .containsEntry(AuthorityChange.RESOURCE_POLICY, 2L)
        .containsEntry(AuthorityChange.IDENTITY, 1L)
        .containsEntry(AuthorityChange.CREDENTIAL, 1L)
        .containsEntry(AuthorityChange.LOGGING, 5L);
    assertThat(report.first()).contains(Instant.parse("2021-07-28T15:28:12Z"));
    assertThat(report.last()).contains(Instant.parse("2021-08-02T09:50:03Z"));
    assertThat(recorded(folder.resolve("data"))).hasSize(30_476);
    ImportReport again = run(folder.resolve("data"), new CloudTrailFormat(), "default", work);
    assertThat(again.events()).isZero();
    assertThat(again.known()).isEqualTo(30_476);
  }

  @Test
  void theRedTeamHasWhatItsAnalystCounted() throws Exception {
    Path trail = SharedData.require("cloudtrail/stratus_red_team_detonations.jsonl.gz");
    ImportReport report =
        run(
            folder.resolve("data"),
            new CloudTrailFormat(),
            "default",
            importer -> importer.take(new Stored(trail), () -> false));
    assertThat(report.events()).isEqualTo(310);
    assertThat(report.duplicates()).isZero();
    assertThat(report.outcomes())
        .containsEntry(ObservedOutcome.DENIED, 51L)
        .containsEntry(ObservedOutcome.PERMITTED, 258L)
        .containsEntry(ObservedOutcome.AUTHENTICATED, 1L);
    assertThat(report.setAside()).isZero();
  }

  @Test
  void theDemonstrationOfKubernetesHasWhatItsAnalystCounted() throws Exception {
    Path audit = SharedData.require("kubernetes/audit2rbac_demo.log");
    Work work = importer -> importer.take(new Stored(audit), () -> false);
    ImportReport report = run(folder.resolve("data"), new KubernetesAuditFormat(), "default", work);
    assertThat(report.events()).isEqualTo(37);
    assertThat(report.outcomes())
        .containsEntry(ObservedOutcome.DENIED, 11L)
        .containsEntry(ObservedOutcome.PERMITTED, 26L);
    assertThat(report.duplicates() + report.setAside()).isZero();
    assertThat(run(folder.resolve("data"), new KubernetesAuditFormat(), "default", work).events())
        .isZero();
  }

  private static String request(int second, String path) {
    return "10.0.0.9 - - [02/Mar/2026:08:00:%02d +0100] \"GET %s HTTP/1.1\" 200 1 \"-\" \"-\"%n"
        .formatted(second, path);
  }

  private ImportReport takeAccessLog(Path... logs) throws Exception {
    return run(
        folder.resolve("data"),
        new NginxFormat(),
        "default",
        importer -> {
          for (Path log : logs) {
            importer.take(new Stored(log), () -> false);
          }
        });
  }

  @Test
  void linesWithoutAnIdAreEachRecordedOnceAlsoWhereTheyAreEqual() throws Exception {
    String twice = request(1, "/a") + request(1, "/a");
    Path log = file("access.log", twice);
    Path other = file("other.log", request(0, "/first") + twice);
    ImportReport first = takeAccessLog(log, other);
    assertThat(first.observations()).isEqualTo(5);
    assertThat(first.duplicates()).isZero();
    assertThat(takeAccessLog(log, other).events()).isZero();
    Files.writeString(log, twice + request(2, "/b"));
    Path rotated = Files.move(log, folder.resolve("access.log.1"));
    assertThat(takeAccessLog(rotated, other).observations()).isEqualTo(1);
    Path partly = file("access.log.2", twice + request(3, "/c"));
    ImportReport again = takeAccessLog(partly);
    assertThat(again.observations()).isEqualTo(1);
    assertThat(recorded(folder.resolve("data"))).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void whatTheLogCannotKeepIsSetAside() throws Exception {
    Path trail =
        file(
            "a.json",
            "{\"eventID\":\"e1\",\"eventTime\":\"2021-07-29T13:03:25Z\",\"eventSource\":\"s3\","
                + "\"eventName\":\"\\ud800\",\"userIdentity\":{\"type\":\"Root\",\"arn\":\"r\"}}\n");
    ImportReport report =
        run(
            folder.resolve("data"),
            new CloudTrailFormat(),
            "default",
            importer -> importer.take(new Stored(trail), () -> false));
    assertThat(report.setAside()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("data/imports-aside/cloudtrail.jsonl")))
        .contains("half a surrogate pair");
    assertThat(recorded("data")).isEmpty();
  }

  @Test
  void whatIsSetAsideSaysWhereItWasAndIsSetAsideOnce() throws Exception {
    Path log = file("a.log", "e1 0\nbad\n");
    take("data", log);
    take("data", log);
    assertThat(Files.readAllLines(folder.resolve("data/imports-aside/lines.jsonl")))
        .containsExactly(
            "{\"tenant\":\"default\",\"file\":\"a.log\",\"event\":2,\"reason\":\"is no `ID"
                + " HOUR`\",\"text\":\"bad\"}");
  }

  @Test
  void aBrokenFileIsSaidAndWhatCameBeforeIsKept() throws Exception {
    Path compressed = folder.resolve("b.gz");
    StringBuilder text = new StringBuilder();
    RandomGenerator random = Seeds.random(SEED);
    for (int i = 0; i < 40_000; i++) {
      text.append("e").append(random.nextLong()).append(" 0\n");
    }
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] all = Files.readAllBytes(compressed);
    Files.write(compressed, Arrays.copyOf(all, all.length / 2));
    long[] taken = {0};
    ImportReport report =
        run(
            folder.resolve("data"),
            LINES,
            "default",
            importer -> {
              assertThatThrownBy(() -> importer.take(new Stored(compressed), () -> false))
                  .isInstanceOf(ReadFault.class)
                  .hasMessageContaining("cannot be read on");
              taken[0] = importer.events();
            });
    assertThat(report.observations()).isEqualTo(taken[0]).isPositive();
    Files.write(compressed, all);
    assertThat(take("data", compressed).observations()).isEqualTo(40_000 - taken[0]);
  }
}
