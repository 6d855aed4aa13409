package dev.remit.bench;

import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.value.BoolValue;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.LongValue;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.decision.EntityVersion;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.FolderDisk;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.entity.EntityCursor;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.EntityLookup;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A history of 100,000 users with four attributes and two groups each, imported at once, then a
/// thousand changes of ten: opening it, having a version of its middle, having all versions in
/// turn. The first iteration is what a program pays that has just started.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 5)
public class EntityHistoryBenchmark {
  private static final String STORE = "bench";
  private static final int CHANGED = 10;

  private Path folder = Path.of("");
  private int changes;

  @Setup(Level.Trial)
  public void generate() throws IOException, DamagedHistory {
    generate(100_000, 1000);
    System.out.println("bytes on disk: " + bytes());
  }

  void generate(int users, int changesOfTen) throws IOException, DamagedHistory {
    folder = Files.createTempDirectory("remit-history");
    changes = changesOfTen;
    Random random = new Random(20261122);
    try (EntityHistory history = open()) {
      history.append(
          "import",
          IntStream.range(0, users).mapToObj(number -> user(number, random)).toList(),
          List.of());
      for (int i = 0; i < changes; i++) {
        List<Entity> changed =
            random.ints(0, users).distinct().limit(CHANGED).mapToObj(n -> user(n, random)).toList();
        history.append("sync", changed, List.of());
      }
    }
  }

  private static Entity user(int number, Random random) {
    RecordValue attributes =
        RecordValue.of(
            Map.of(
                "department", new StringValue("department " + random.nextInt(40)),
                "level", new LongValue(random.nextInt(10)),
                "active", BoolValue.of(random.nextInt(10) > 0),
                "mail", new StringValue("user" + number + "@x.example")));
    Set<EntityUid> groups =
        Set.of(
            EntityUid.of("Team", "t" + random.nextInt(500)),
            EntityUid.of("Site", "s" + random.nextInt(50)));
    return new Entity(EntityUid.of("User", "u" + number), attributes, groups, RecordValue.EMPTY);
  }

  private Disk disk() throws IOException {
    return FolderDisk.open(folder.resolve("data"));
  }

  private EntityHistory open() throws IOException, DamagedHistory {
    return EntityHistory.open(disk(), STORE, InstantSource.system(), EntityHistory.Referred.NEVER);
  }

  long bytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    }
  }

  @Benchmark
  public EntityVersion opening() throws IOException, DamagedHistory {
    try (EntityHistory history = open()) {
      return history.current().version();
    }
  }

  @Benchmark
  public EntityLookup versionOfTheMiddle() throws IOException {
    try (EntityCursor cursor = new EntityCursor(disk())) {
      return cursor.find(new EntityVersion(STORE, changes / 2));
    }
  }

  /// Returns how many were found.
  @Benchmark
  public int allVersionsInTurn() throws IOException {
    int found = 0;
    try (EntityCursor cursor = new EntityCursor(disk())) {
      for (int sequence = 0; sequence <= changes + 1; sequence++) {
        EntityLookup lookup = cursor.find(new EntityVersion(STORE, sequence));
        found += lookup instanceof EntityLookup.Found ? 1 : 0;
      }
    }
    return found;
  }

  @TearDown(Level.Trial)
  public void remove() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
