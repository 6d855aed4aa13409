package dev.remit.server.bundle;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks at the folder of the bundle again and again, and puts in force what it holds once that has
/// read the same twice: a folder that somebody is writing to is waited for. What is refused is told
/// to the operator once, and the bundle before goes on serving.
///
/// Files are read only where the listing changed, or is too young for its times to tell.
public final class FolderWatch implements AutoCloseable {
  private static final Duration TIMES_TELL_AFTER = Duration.ofSeconds(2);

  private final Path folder;
  private final Publications publications;
  private final InstantSource clock;
  private final Consumer<String> operator;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable FolderListing settled;
  private @Nullable BundleFiles last;
  private String lastProblem = "";
  private String toldProblem = "";

  private FolderWatch(
      Path folder,
      Publications publications,
      InstantSource clock,
      Consumer<String> operator,
      Duration every) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.publications = Objects.requireNonNull(publications, "publications");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.operator = Objects.requireNonNull(operator, "operator");
    this.thread =
        Thread.ofVirtual()
            .name("remit-bundle-watch")
            .uncaughtExceptionHandler((_, fault) ->
                operator.accept(folder + ": is not watched any more (" + fault + "); start again"))
            .unstarted(() -> work(every));
  }

  /// For whoever looks by himself.
  static FolderWatch idle(
      Path folder, Publications publications, InstantSource clock, Consumer<String> operator) {
    return new FolderWatch(folder, publications, clock, operator, Duration.ZERO);
  }

  /// Looks every so often; never, if that is zero.
  public static FolderWatch start(
      Path folder,
      Publications publications,
      InstantSource clock,
      Consumer<String> operator,
      Duration every) {
    FolderWatch watch = new FolderWatch(folder, publications, clock, operator, every);
    if (every.isPositive()) {
      watch.thread.start();
    }
    return watch;
  }

  private void work(Duration every) {
    try {
      while (!closing.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the watch", e);
    }
  }

  /// Looks once.
  void look() {
    try {
      FolderListing listing = FolderListing.of(folder);
      if (listing.equals(settled)) {
        return;
      }
      BundleFiles files = BundleReader.readFiles(folder);
      boolean isSame = last != null && files.digest().equals(last.digest());
      last = files;
      lastProblem = "";
      if (isSame) {
        settle(listing, files);
      }
    } catch (SyntaxException e) {
      cannotRead(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      cannotRead(folder + ": cannot be read (" + e + "); check it");
    }
  }

  private void settle(FolderListing listing, BundleFiles files) {
    if (listing.isOlderThan(clock.instant().minus(TIMES_TELL_AFTER))) {
      settled = listing;
    }
    if (!files.digest().equals(publications.folder())) {
      publish(files);
    }
  }

  private void publish(BundleFiles files) {
    String name = "bundle " + files.digest().brief();
    Choice before = publications.choice();
    try {
      Publications.Published published = publications.folderChanged(files);
      operator.accept(folder + ": " + name + " is in force" + inPlaceOf(before));
      published.warnings().forEach(warning -> operator.accept(line(warning)));
    } catch (Refused e) {
      operator.accept(
          folder
              + ": "
              + name
              + " is refused, and "
              + publications.active().digest().brief()
              + " goes on serving: "
              + e.problem().detail());
      e.problem().mistakes().forEach(mistake -> operator.accept(line(mistake)));
    }
    toldProblem = "";
  }

  /// What was sent or chosen is not in force any more, as far as the folder holds it otherwise.
  private static String inPlaceOf(Choice before) {
    return before.origin() == Choice.Origin.FOLDER
        ? ""
        : ", in the place of %s (%s) by `%s`"
            .formatted(before.active().brief(), before.origin().text(), before.by());
  }

  private String line(Problem.Mistake mistake) {
    String help = mistake.help().isEmpty() ? "" : "; " + mistake.help();
    return folder + ": " + mistake.place() + ": " + mistake.message() + help;
  }

  /// Twice in a row, like everything else: it may be about to be there again.
  private void cannotRead(String problem) {
    settled = null;
    last = null;
    if (problem.equals(lastProblem) && !problem.equals(toldProblem)) {
      operator.accept(problem + "; " + publications.active().digest().brief() + " goes on serving");
      toldProblem = problem;
    }
    lastProblem = problem;
  }

  /// Returns once it does not look any more.
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
