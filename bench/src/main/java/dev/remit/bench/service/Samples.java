package dev.remit.bench.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a service holds, looked at again and again. For one thread.
final class Samples {
  /// Where what is said of a heap begins, by the collector.
  private static final Pattern HEAP =
      Pattern.compile("(?=\\b(?:ZHeap|garbage-first heap|DefNew) )");

  /// A part of the heap; the serial collector has two.
  private static final Pattern USED =
      Pattern.compile("(?:ZHeap|garbage-first heap|DefNew|Tenured) .*?used (\\d+)([KMG])");

  private static final double KILO = 1024;

  private final Service service;
  private final LongSupplier answers;
  private final LongSupplier faults;
  private final long startNanos = System.nanoTime();
  private final List<Sample> all = new ArrayList<>();

  /// `answers` and `faults` are those so far.
  Samples(Service service, LongSupplier answers, LongSupplier faults) {
    this.service = service;
    this.answers = answers;
    this.faults = faults;
  }

  /// Memory in MiB; the heap is what is left of it after a collection of all of it.
  record Sample(
      double seconds,
      double residentMegabytes,
      double heapMegabytes,
      long openFiles,
      long threads,
      long answers,
      long faults) {}

  /// Collects the garbage of the service first.
  void take() throws IOException, InterruptedException {
    String heap = jcmd("GC.run\nGC.heap_info\nGC.run\nGC.heap_info");
    all.add(
        new Sample(
            (System.nanoTime() - startNanos) / 1e9,
            service.megabytes("VmRSS"),
            heapMegabytes(heap),
            service.openFiles(),
            service.threads(),
            answers.getAsLong(),
            faults.getAsLong()));
  }

  /// What `GC.heap_info` of the JVM says, the least of what it says: between a collection and a
  /// look there is work. Throws where it says it in a form that is not known here.
  static double heapMegabytes(String info) throws IOException {
    return HEAP.splitAsStream(info)
        .filter(heap -> USED.matcher(heap).find())
        .mapToDouble(heap -> USED.matcher(heap).results().mapToDouble(Samples::megabytes).sum())
        .min()
        .orElseThrow(() -> new IOException("no heap in " + info));
  }

  private static double megabytes(MatchResult used) {
    double number = Double.parseDouble(used.group(1));
    return switch (used.group(2)) {
      case "K" -> number / KILO;
      case "G" -> number * KILO;
      default -> number;
    };
  }

  /// Commands of jcmd, a line each: it takes a JVM to run it.
  private String jcmd(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(service.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + text);
    }
    return text;
  }

  List<Sample> all() {
    return List.copyOf(all);
  }

  /// Lines through all samples but those of the warm-up: the first third, three minutes at most.
  List<Trend> trends() {
    double end = all.getLast().seconds();
    double from = Math.min(end / 3, 180);
    List<Sample> late = all.stream().filter(sample -> sample.seconds() >= from).toList();
    List<Sample> counted = late.size() < 2 ? all : late;
    return List.of(
        trend("resident MB", counted, Sample::residentMegabytes, 8),
        trend("heap MB", counted, Sample::heapMegabytes, 16),
        trend("open files", counted, Sample::openFiles, 8),
        trend("threads", counted, Sample::threads, 4));
  }

  private static Trend trend(
      String name, List<Sample> samples, ToDoubleFunction<Sample> value, double slack) {
    return Trend.of(
        name,
        samples.stream()
            .map(sample -> new Trend.Point(sample.seconds(), value.applyAsDouble(sample)))
            .toList(),
        slack);
  }
}
