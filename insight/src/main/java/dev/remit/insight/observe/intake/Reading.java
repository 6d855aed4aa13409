package dev.remit.insight.observe.intake;

import dev.remit.insight.observe.EventFormat.Framing;
import dev.remit.insight.observe.intake.EventChain.Link;
import dev.remit.insight.observe.intake.TakenFiles.Taken;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// One file as it is taken in: where its next event is, and which of them were taken in before. May
/// be asked again when the file has grown, unless it is compressed. For one thread.
final class Reading implements Closeable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int MAGIC = 0x1f8b;

  private final InputFile file;
  private final Framing framing;
  private InputStream in;
  private EventSplitter splitter;
  private EventChain chain = new EventChain();
  private Link link = chain.link();
  private @Nullable Link first;

  /// Those that this one may be, with more events than were read; none once it is known.
  private List<Taken> candidates = List.of();

  private boolean decided;
  private long taken;
  private long noted;

  private Reading(InputFile file, Framing framing, InputStream in) {
    this.file = file;
    this.framing = framing;
    this.in = in;
    this.splitter = new EventSplitter(in, framing);
  }

  static Reading open(InputFile file, Framing framing) throws ReadFault {
    return new Reading(file, framing, plain(file));
  }

  /// Its bytes, decompressed if they begin as gzip does.
  private static InputStream plain(InputFile file) throws ReadFault {
    try {
      InputStream in = new BufferedInputStream(file.open(), BUFFER_BYTES);
      try {
        in.mark(2);
        int magic = in.read() << Byte.SIZE | in.read();
        in.reset();
        return magic == MAGIC ? new GZIPInputStream(in, BUFFER_BYTES) : in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw fault(file, e);
    }
  }

  private static ReadFault fault(InputFile file, IOException e) {
    return new ReadFault(
        file.name() + ": cannot be read (" + e.getMessage() + "); check the file and try again", e);
  }

  String name() {
    return file.name();
  }

  EventSplitter splitter() {
    return splitter;
  }

  /// The number of the event that was found last, from 1.
  long number() {
    return chain.events();
  }

  /// What the events up to that one come to.
  Link link() {
    return link;
  }

  /// Of how many events it is known that they were taken in before this reading began.
  long taken() {
    return taken;
  }

  /// What the first event comes to; null before it.
  @Nullable Link first() {
    return first;
  }

  /// Moves to the next event; false at the end of what there is now.
  boolean next() throws ReadFault {
    try {
      if (!splitter.next()) {
        return false;
      }
    } catch (IOException e) {
      throw new ReadFault(
          file.name()
              + ":"
              + (number() + 1)
              + ": cannot be read on ("
              + e.getMessage()
              + "); what came before is taken in; get the whole file and import it again",
          e);
    }
    count();
    return true;
  }

  /// Moves to what the file ends with, if that is an event only because it ends.
  boolean last() {
    if (!splitter.last()) {
      return false;
    }
    count();
    return true;
  }

  private void count() {
    chain.add(splitter.bytes(), splitter.from(), splitter.to());
    link = chain.link();
    if (first == null) {
      first = link;
    }
  }

  /// Whether the event that was found is the first of a file that nothing is known of yet.
  boolean isFirst() {
    return number() == 1 && !decided;
  }

  /// The files that begin with the first event, as it is found.
  void mayBe(List<Taken> files) {
    candidates = files;
    decided = files.isEmpty();
  }

  /// Whether it is not known yet if the event that was found was taken in before.
  boolean isUndecided() {
    return !decided && !candidates.isEmpty();
  }

  /// Takes note of how far the file agrees with one that was taken in; true if that is now known.
  boolean compare() {
    long longest = 0;
    for (Taken each : candidates) {
      if (each.events() == number() && each.last().equals(link)) {
        taken = number();
      }
      longest = Math.max(longest, each.events());
    }
    return !candidates.isEmpty() && number() >= longest;
  }

  /// Goes on behind what was taken in before, from the begin again if the file was read beyond it.
  void decide() throws ReadFault {
    candidates = List.of();
    decided = true;
    if (taken == number()) {
      return;
    }
    if (!file.isReadAgain()) {
      throw new ReadFault(
          file.name()
              + ": begins as something that was imported, and goes on otherwise; write it to a file"
              + " and import that");
    }
    close();
    in = plain(file);
    splitter = new EventSplitter(in, framing);
    chain = new EventChain();
    link = chain.link();
  }

  /// Whether the event that was found is to be taken in.
  boolean isNew() {
    return number() > taken;
  }

  /// How many events this reading noted in [TakenFiles]; 0 if it did not yet. What one before it
  /// noted stays: a copy of the file as it was then may be imported too.
  long noted() {
    return noted;
  }

  void noted(long events) {
    noted = events;
  }

  @Override
  public void close() throws ReadFault {
    try {
      in.close();
    } catch (IOException e) {
      throw fault(file, e);
    }
  }
}
