package dev.remit.cli.observe;

import dev.remit.cli.observe.LogFiles.Found;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.observe.intake.Importer;
import dev.remit.insight.observe.intake.ReadFault;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.log.DamagedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Takes in the files that a command names, once or as they grow. A file that fails is told of, and
/// the others go on. For one thread.
final class Intake {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final LogFiles files;
  private final Importer importer;
  private final ImportProgress progress;
  private final StopRequest stop;
  private final BooleanSupplier stopAndTell;
  private boolean complete = true;
  private boolean streamTaken;

  /// What a file was when it was looked at last.
  private final Map<Path, State> seen = new HashMap<>();

  private record State(long bytes, long modified, Optional<Object> key) {
    static State of(Path path) throws IOException {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return new State(
          now.size(), now.lastModifiedTime().toMillis(), Optional.ofNullable(now.fileKey()));
    }

    boolean continues(State before) {
      return bytes >= before.bytes && Objects.equals(key, before.key);
    }
  }

  Intake(
      Terminal terminal,
      LogFiles files,
      Importer importer,
      ImportProgress progress,
      StopRequest stop) {
    this.terminal = terminal;
    this.files = files;
    this.importer = importer;
    this.progress = progress;
    this.stop = stop;
    this.stopAndTell =
        () -> {
          progress.tell(importer.events());
          return stop.getAsBoolean();
        };
  }

  /// Every file to its end; whether all could be read.
  boolean once() throws Fault, IOException, AppendFailed, DamagedLog {
    var found = files.list();
    progress.expect(found.stream().mapToLong(Found::bytes).sum());
    for (Found each : found) {
      guarded(() -> importer.take(each.file(), stopAndTell));
    }
    return complete && !stop.getAsBoolean();
  }

  /// Every file, and what comes, until it is stopped; whether all could be read.
  boolean follow() throws Fault, IOException, AppendFailed, DamagedLog {
    do {
      boolean changed = false;
      for (Found each : files.list()) {
        changed |= look(each);
      }
      if (changed) {
        importer.commit();
      }
    } while (!stop.await(PAUSE.toMillis()));
    return complete;
  }

  private boolean look(Found found) throws IOException, AppendFailed, DamagedLog {
    if (found.path().isEmpty()) {
      // It comes to its end when whoever writes it does.
      boolean first = !streamTaken;
      streamTaken = true;
      if (first) {
        guarded(() -> importer.take(found.file(), stopAndTell));
      }
      return first;
    }
    Path path = found.path().get();
    State now;
    try {
      now = State.of(path);
    } catch (NoSuchFileException _) {
      return false;
    }
    State before = seen.put(path, now);
    if (now.equals(before)) {
      return false;
    }
    if (before != null && !now.continues(before)) {
      guarded(() -> importer.follow(found.file(), stopAndTell));
      importer.forget(found.file().name());
    }
    if (isCompressed(path)) {
      guarded(() -> importer.take(found.file(), stopAndTell));
    } else {
      guarded(() -> importer.follow(found.file(), stopAndTell));
    }
    return true;
  }

  private static boolean isCompressed(Path path) {
    return path.toString().endsWith(".gz");
  }

  /// One file of many.
  private interface Taking {
    void run() throws IOException, AppendFailed, DamagedLog;
  }

  private void guarded(Taking taking) throws IOException, AppendFailed, DamagedLog {
    try {
      taking.run();
    } catch (ReadFault e) {
      complete = false;
      terminal.err().println(e.text());
    }
  }
}
