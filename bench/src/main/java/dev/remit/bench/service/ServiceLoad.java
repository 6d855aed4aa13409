package dev.remit.bench.service;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// Remit and its peers as services, one after the other, on one workload: how long they take to
/// start, how much they answer at saturation and for how much CPU, how late they answer at a rate,
/// how much in batches, and how much memory they hold. A service that cannot be measured is said to
/// be so, and the others are.
public final class ServiceLoad {
  private static final long SEED = 4;

  private final LoadSettings settings;
  private final PrintStream out;
  private final ServiceRules world = new ServiceRules(SEED);

  ServiceLoad(LoadSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /// Arguments as [LoadSettings#USAGE]. Ends with 1 if an answer was wrong, or nothing could be
  /// measured.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    LoadSettings settings;
    try {
      settings = LoadSettings.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    List<Figures> all = new ServiceLoad(settings, out).run();
    boolean sound =
        all.stream().anyMatch(one -> one.perSecond() > 0)
            && all.stream().allMatch(one -> one.wrong() == 0);
    System.exit(sound ? 0 : 1);
  }

  List<Figures> run() throws IOException, InterruptedException {
    Files.createDirectories(settings.folder());
    warmUp();
    List<Figures> all = new ArrayList<>();
    for (Contender contender : contenders()) {
      if (settings.isWanted(contender.name())) {
        out.println("# " + contender.name());
        all.add(measured(contender));
      }
    }
    out.println();
    out.print(Figures.table(all));
    Files.writeString(settings.json(), Figures.json(all));
    out.print(Figures.json(all));
    return all;
  }

  /// Lets the JVM compile the generator, so that the first service does not pay for it.
  private void warmUp() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(settings.folder().toAbsolutePath(), "warm-up");
    try {
      for (boolean isGrpc : List.of(false, true)) {
        Contender bare = new BareService(world, isGrpc, false);
        int port = Service.freePort();
        try (Service service = bare.start(folder, port)) {
          List<Question> singles = singles(bare, port);
          double _ = service.awaitAnswer(port, bare::wire, bare.form(), singles.getFirst());
          Load.Result _ = load(bare, port, singles).run(0, settings.warmUp() / 2);
        }
      }
    } finally {
      remove(folder);
    }
  }

  private List<Question> singles(Contender contender, int port) {
    return world.calls().stream().map(call -> contender.single(call, port)).toList();
  }

  private Load load(Contender contender, int port, List<Question> questions) {
    return new Load(port, contender::wire, contender.form(), questions, settings.connections());
  }

  private List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    for (boolean isGrpc : List.of(false, true)) {
      contenders.add(new BareService(world, isGrpc, false));
      contenders.add(new BareService(world, isGrpc, true));
      contenders.add(new RemitService(world, settings.launcher(), "buffered", isGrpc));
      contenders.add(new RemitService(world, settings.launcher(), "durable", isGrpc));
      if (!settings.cerbos().isEmpty()) {
        contenders.add(new CerbosService(world, settings.cerbos(), isGrpc));
      }
    }
    return contenders;
  }

  private Figures measured(Contender contender) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(settings.folder().toAbsolutePath(), contender.name());
    try {
      contender.prepare(folder);
      int port = Service.freePort();
      try (Service service = contender.start(folder, port)) {
        return measured(contender, service, port);
      }
    } catch (IOException e) {
      return Figures.failed(contender.name(), String.valueOf(e.getMessage()));
    } finally {
      remove(folder);
    }
  }

  private Figures measured(Contender contender, Service service, int port)
      throws IOException, InterruptedException {
    List<Question> singles = singles(contender, port);
    double start = service.awaitAnswer(port, contender::wire, contender.form(), singles.getFirst());
    Load load = load(contender, port, singles);
    Load.Result warm = load.run(0, settings.warmUp());
    long cpu = service.cpuMicros();
    Load.Result free = load.run(0, settings.seconds());
    cpu = service.cpuMicros() - cpu;
    said("at saturation", free);
    Load.Result paced = load.run(settings.rate(), settings.seconds());
    said("at " + settings.rate() + "/s", paced);
    Batched batched = batched(contender, port);
    return new Figures(
        contender.name(),
        start,
        free.perSecond(),
        cpu / (double) Math.max(1, free.answers()),
        millis(paced.nanos(), 50),
        millis(paced.nanos(), 99),
        batched.perSecond(),
        service.megabytes("VmRSS"),
        service.megabytes("VmHWM"),
        warm.wrong() + free.wrong() + paced.wrong() + batched.wrong(),
        batched.fault());
  }

  private void said(String what, Load.Result result) {
    out.printf(
        "  %s: %,d answers in %.1f s, ms: p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f, max %.1f%n",
        what,
        result.answers(),
        result.seconds(),
        millis(result.nanos(), 50),
        millis(result.nanos(), 90),
        millis(result.nanos(), 99),
        millis(result.nanos(), 99.9),
        millis(result.nanos(), 100));
  }

  private static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  /// What batches came to.
  private record Batched(double perSecond, long wrong, String fault) {}

  private Batched batched(Contender contender, int port) throws InterruptedException {
    List<Question> batches = new ArrayList<>();
    for (List<ServiceRules.Call> calls : world.batches()) {
      Question batch = contender.batch(calls, port);
      if (batch == null) {
        return new Batched(Figures.NONE, 0, "");
      }
      batches.add(batch);
    }
    Load load = load(contender, port, batches);
    try {
      Load.Result warm = load.run(0, settings.warmUp());
      Load.Result result = load.run(0, settings.seconds());
      said("in batches of " + ServiceRules.BATCH, result);
      return new Batched(
          result.perSecond() * ServiceRules.BATCH, warm.wrong() + result.wrong(), "");
    } catch (IOException e) {
      return new Batched(Figures.NONE, 0, "batches: " + e.getMessage());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
