package dev.remit.insight.observe.intake;

import dev.remit.insight.observe.Event;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.Place;
import dev.remit.insight.observe.UnreadableEvent;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.store.disk.Disk;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Head;
import dev.remit.store.log.SegmentedLog;
import dev.remit.store.observation.Observation;
import dev.remit.store.observation.ObservationRows;
import dev.remit.store.row.Row;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Takes the events of files into the log of a data folder, each event of each file once, however
/// often it is asked to and whenever it was killed before. For one thread, which alone appends
/// observations of that kind and tenant.
///
/// An *occurrence* is an event at its place in a file, named by what the events up to it come to
/// ([EventChain]), so that neither the name of the file nor its compression matters, and a file
/// that has grown goes on where it ended. An event whose id is in the log by another occurrence is
/// recorded as a duplicate.
public final class Importer implements Closeable {
  /// Events between two notes of how far it came, unless writing one takes too long for that.
  private static final int NOTE_EVENTS = 100_000;

  /// Of the time, what writing notes may take is one part in so many.
  private static final int NOTE_PARTS = 20;

  /// Files that are held open while they grow.
  private static final int GROWING_MAX = 256;

  private final Disk data;
  private final SegmentedLog log;
  private final EventFormat format;
  private final TakenFiles.Kind kind;
  private final Supplier<UUID> ids;
  private final TakenFiles files;
  private final RecordedOccurrences recorded;
  private final EventIndex index;
  private final Aside aside;
  private final ImportTally tally = new ImportTally();
  private final Map<String, Reading> growing = new LinkedHashMap<>(16, 0.75f, true);
  private final long unknownFrom;
  private long noted;
  private long noteNanos;
  private long lastNote = System.nanoTime();

  private Importer(
      Disk data,
      SegmentedLog log,
      EventFormat format,
      TakenFiles.Kind kind,
      Supplier<UUID> ids,
      TakenFiles files,
      RecordedOccurrences recorded,
      EventIndex index,
      Aside aside) {
    this.data = data;
    this.log = log;
    this.format = format;
    this.kind = kind;
    this.ids = ids;
    this.files = files;
    this.recorded = recorded;
    this.index = index;
    this.aside = aside;
    this.unknownFrom = files.firstUnknown(kind).orElse(1);
  }

  /// Into the log of a data folder, which the caller owns and closes later; `logDisk` is the folder
  /// of the log. `ids` are those of the records.
  public static Importer open(
      Disk data,
      Disk logDisk,
      SegmentedLog log,
      EventFormat format,
      String tenant,
      Supplier<UUID> ids)
      throws IOException, DamagedLog, AppendFailed {
    return open(data, logDisk, log, format, tenant, ids, EventIndex.IDS_MAX);
  }

  static Importer open(
      Disk data,
      Disk logDisk,
      SegmentedLog log,
      EventFormat format,
      String tenant,
      Supplier<UUID> ids,
      int idsMax)
      throws IOException, DamagedLog, AppendFailed {
    TakenFiles.Kind kind = new TakenFiles.Kind(format.source(), tenant);
    Head head = log.head();
    TakenFiles files = TakenFiles.read(data, head.log().toString(), head.records());
    RecordedOccurrences recorded =
        RecordedOccurrences.read(logDisk, kind, files.firstUnknown(kind));
    EventIndex index = EventIndex.open(logDisk, log, kind, idsMax);
    Aside aside = Aside.open(data, format.source(), files.asideBytes(Aside.name(format.source())));
    Importer importer = new Importer(data, log, format, kind, ids, files, recorded, index, aside);
    importer.start();
    return importer;
  }

  /// Says that records may come which the notes do not know of, before the first one does.
  private void start() throws IOException, AppendFailed {
    log.commit();
    files.write(data, kind, notedUpTo(), true);
  }

  /// The last record that the notes take account of: while occurrences that were recorded and not
  /// noted were not met again, the one before them.
  private long notedUpTo() {
    return recorded.isEmpty() ? log.head().records() : unknownFrom - 1;
  }

  /// Takes in what a file holds that was not taken in before, to its end or until `isStopped`.
  ///
  /// Throws [ReadFault] where the file cannot be read on; what came before is taken in.
  public void take(InputFile file, BooleanSupplier isStopped)
      throws IOException, AppendFailed, DamagedLog {
    tally.addFile();
    try (Reading reading = Reading.open(file, format.framing())) {
      try {
        advance(reading, true, isStopped);
      } catch (ReadFault e) {
        note(reading);
        throw e;
      }
      note(reading);
      if (!isStopped.getAsBoolean() && reading.splitter().isWithinEvent()) {
        tally.addUnfinished();
      }
    }
  }

  /// As [#take], of a plain file that is being written: it is held open, and what comes is taken in
  /// the next time. What ends no event yet waits.
  public void follow(InputFile file, BooleanSupplier isStopped)
      throws IOException, AppendFailed, DamagedLog {
    Reading reading = growing.get(file.name());
    if (reading == null) {
      tally.addFile();
      reading = Reading.open(file, format.framing());
      growing.put(file.name(), reading);
    }
    try {
      advance(reading, false, isStopped);
    } catch (ReadFault e) {
      note(reading);
      forget(file.name());
      throw e;
    }
    note(reading);
    if (growing.size() > GROWING_MAX) {
      forget(growing.keySet().iterator().next());
    }
  }

  /// Lets go of a file that is no longer the one of its name.
  public void forget(String name) throws ReadFault {
    Reading reading = growing.remove(name);
    if (reading != null) {
      reading.close();
    }
  }

  /// To the end of what there is, which is the end of the file if it `isWhole`.
  private void advance(Reading reading, boolean isWhole, BooleanSupplier isStopped)
      throws IOException, AppendFailed, DamagedLog {
    boolean isAtEnd = false;
    while (!isAtEnd && !isStopped.getAsBoolean()) {
      if (reading.next() || (isWhole && reading.last())) {
        take(reading);
      } else if (reading.isUndecided()) {
        decide(reading);
      } else {
        isAtEnd = true;
      }
    }
  }

  /// The event that a reading has found.
  private void take(Reading reading) throws IOException, AppendFailed, DamagedLog {
    EventChain.Link first = reading.first();
    if (reading.isFirst() && first != null) {
      reading.mayBe(files.beginningWith(kind, first));
    }
    if (reading.isUndecided()) {
      if (reading.compare()) {
        decide(reading);
      }
    } else if (reading.isNew()) {
      read(reading);
      if (tally.events() - noted >= NOTE_EVENTS && isTimeForNotes()) {
        note(reading);
        write(true);
      }
    }
  }

  /// Not while there are occurrences to be met again, which are known by where the notes end.
  private boolean isTimeForNotes() {
    return recorded.isEmpty() && System.nanoTime() - lastNote >= NOTE_PARTS * noteNanos;
  }

  private void decide(Reading reading) throws ReadFault {
    reading.decide();
    tally.addKnown(reading.taken());
  }

  private void read(Reading reading) throws IOException, AppendFailed, DamagedLog {
    EventSplitter at = reading.splitter();
    if (!at.problem().isEmpty()) {
      setAside(reading, at.problem());
      return;
    }
    Place place = new Place(reading.name(), reading.link().brief(), reading.number());
    try {
      switch (format.read(place, at.bytes(), at.from(), at.to())) {
        case Event.Observed(Observation observation) -> observe(reading, observation);
        case Event.Passed(String why) -> tally.addPassed(why);
      }
    } catch (UnreadableEvent e) {
      setAside(reading, e.text());
    }
  }

  private void observe(Reading reading, Observation observation)
      throws IOException, AppendFailed, DamagedLog {
    RecordedOccurrences.Recorded before = recorded.take(reading.link());
    if (before != RecordedOccurrences.Recorded.NOT) {
      tally.add(observation, before == RecordedOccurrences.Recorded.DUPLICATE);
      return;
    }
    boolean duplicate = index.contains(observation.time().toEpochMilli(), observation.eventId());
    Row row = ObservationRows.of(ids.get(), kind.tenant(), observation, duplicate);
    try {
      var _ = log.submit(row); // What fails of it later fails the next commit.
    } catch (AppendFailed e) {
      if (!e.isRecordAtFault()) {
        throw e;
      }
      setAside(reading, e.text());
      return;
    }
    if (!duplicate) {
      index.addLast();
    }
    tally.add(observation, duplicate);
  }

  private void setAside(Reading reading, String reason) throws IOException {
    EventSplitter at = reading.splitter();
    aside.add(
        kind.tenant(), reading.name(), reading.number(), reason, at.bytes(), at.from(), at.to());
    tally.addSetAside();
  }

  /// How far a file was taken in, in memory.
  private void note(Reading reading) {
    EventChain.Link first = reading.first();
    if (first != null && !reading.isUndecided() && reading.isNew()) {
      files.put(
          kind, first, reading.noted(), new TakenFiles.Taken(reading.number(), reading.link()));
      reading.noted(reading.number());
    }
  }

  /// Makes all that was taken in survive a loss of power, and says so unless it was said just now.
  public void commit() throws IOException, AppendFailed {
    growing.values().forEach(this::note);
    if (isTimeForNotes()) {
      write(true);
    } else {
      log.commit();
    }
  }

  private void write(boolean running) throws IOException, AppendFailed {
    long started = System.nanoTime();
    files.putAside(aside.name(), aside.force());
    log.commit();
    files.write(data, kind, notedUpTo(), running || !recorded.isEmpty());
    lastNote = System.nanoTime();
    noteNanos = lastNote - started;
    noted = tally.events();
  }

  /// What it has come to so far.
  public ImportReport report() {
    return tally.report();
  }

  /// Events that were taken in so far, for progress.
  public long events() {
    return tally.events();
  }

  /// How often the log was read for the ids that it holds.
  long loads() {
    return index.loads();
  }

  /// Where what was set aside is, in the data folder.
  public String asideFile() {
    return aside.name();
  }

  /// Ends it, so that nothing of it needs to be looked for the next time. Where this fails, or is
  /// not called, nothing is lost: the next one looks.
  public void end() throws IOException, AppendFailed {
    growing.values().forEach(this::note);
    write(false);
  }

  @Override
  public void close() throws IOException {
    for (Reading reading : growing.values()) {
      reading.close();
    }
    aside.close();
  }
}
