package dev.remit.bench.service;

import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogReader;
import dev.remit.store.log.LogVerifier;
import dev.remit.store.log.Verification;
import dev.remit.store.row.Column;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The service for a long time at much of the load that it can take, while bundles and entities
/// change and others search, query and follow: nothing fails, nothing grows, and at the end every
/// answered decision is in the log once.
public final class Soak {
  private static final long SEED = 4;
  private static final int FINDINGS_MAX = 5;

  private final SoakSettings settings;
  private final PrintStream out;
  private final ServiceRules world = new ServiceRules(SEED);
  private final RemitService contender;
  private final IdSum answered = new IdSum();
  private long wrong;

  Soak(SoakSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
    this.contender = new RemitService(world, settings.launcher(), "buffered", false);
  }

  /// Arguments as [SoakSettings#USAGE]. Ends with 1 if anything failed or grew.
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SoakSettings settings;
    try {
      settings = SoakSettings.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new Soak(settings, out).run().failures().isEmpty() ? 0 : 1);
  }

  /// Removes what it wrote, if it was sound.
  SoakReport run() throws IOException, InterruptedException, DataFault, DamagedLog {
    Files.createDirectories(settings.folder());
    Path folder = Files.createTempDirectory(settings.folder().toAbsolutePath(), "soak");
    contender.prepare(folder);
    SoakReport report = soaked(folder);
    out.print(report.table());
    Files.writeString(settings.json(), report.json());
    if (report.failures().isEmpty()) {
      remove(folder);
    } else {
      out.println("left for a look: " + folder);
    }
    return report;
  }

  private SoakReport soaked(Path folder)
      throws IOException, InterruptedException, DataFault, DamagedLog {
    int port = Service.freePort();
    double saturation;
    int rate;
    Samples samples;
    List<String> faults = new ArrayList<>();
    Beside beside = new Beside(port, contender.administrator(), folder.resolve("bundle"));
    long stopping;
    try (Service service = contender.start(folder, port)) {
      List<Question> questions =
          world.calls().stream().map(call -> contender.single(call, port)).toList();
      awaitReady(service, port, questions.getFirst());
      Load load = new Load(port, contender::wire, form(), questions, settings.connections());
      count(load.run(0, settings.warmUp()));
      Load.Result free = count(load.run(0, settings.measure()));
      saturation = free.perSecond();
      rate = Math.max(1, (int) (saturation * settings.share()));
      out.printf("saturated at %,.0f/s; soaking at %,d/s%n", saturation, rate);
      samples = new Samples(service, () -> answered.total().count(), beside::faultCount);
      try (beside) {
        beside.start();
        soak(load, rate, samples, faults);
        faults.addAll(beside.faults());
      }
      stopping = System.nanoTime();
    }
    double stopSeconds = (System.nanoTime() - stopping) / (double) TimeUnit.SECONDS.toNanos(1);
    try (DataFolder data = DataFolder.read(folder.resolve("data"))) {
      Verification verification = LogVerifier.verify(data.log(), List.of());
      return new SoakReport(
          saturation,
          rate,
          samples.all(),
          samples.trends(),
          beside.done(),
          wrong,
          faults,
          answered.total(),
          logged(data),
          verification.findings().stream().limit(FINDINGS_MAX).map(Object::toString).toList(),
          stopSeconds);
    }
  }

  /// Asks the first question until it is answered.
  private void awaitReady(Service service, int port, Question question) throws IOException {
    double _ = service.awaitAnswer(port, contender::wire, form(), question);
  }

  /// Looks at answers as the contender does, and adds their ids to those that were answered.
  private Form form() {
    return (answer, length, expected) -> {
      answered.add(answer, length);
      return contender.form().isRight(answer, length, expected);
    };
  }

  private Load.Result count(Load.Result result) {
    wrong += result.wrong();
    return result;
  }

  /// Takes samples while the load runs. A load that broke off is a fault, and ends it.
  private void soak(Load load, int rate, Samples samples, List<String> faults)
      throws IOException, InterruptedException {
    double seconds = settings.minutes() * TimeUnit.MINUTES.toSeconds(1);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Load.Result> running = thread.submit(() -> load.run(rate, seconds));
      while (true) {
        samples.take();
        try {
          count(running.get((long) (settings.every() * 1_000), TimeUnit.MILLISECONDS));
          samples.take();
          return;
        } catch (TimeoutException _) {
          // It goes on.
        } catch (ExecutionException e) {
          faults.add("the load broke off: " + e.getCause());
          samples.take();
          return;
        }
      }
    }
  }

  private static IdSum.Total logged(DataFolder data) throws IOException, DataFault, DamagedLog {
    IdSum logged = new IdSum();
    new LogReader(data.log())
        .visit(
            1,
            row -> {
              if (row.text(Column.KIND).equals("decision")) {
                logged.add(row.uuid(Column.ID));
              }
              return true;
            });
    return logged.total();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
