package dev.remit.insight.observe.intake;

import dev.remit.insight.observe.intake.EventChain.Link;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.row.Leaf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/// Which files were taken in, and how far: the file `imports` of the data folder, written whole or
/// not at all. For one thread.
///
/// Its first line is `remit-imports 1` and the SHA-256 of the rest; then `log ID`; `upto SOURCE
/// TENANT SEQUENCE STATE`, the last record of the log that it takes account of, and whether an
/// import is `running` or has `ended`; `aside NAME BYTES` for each file of what was set aside; and
/// `file SOURCE TENANT FIRST EVENTS LAST` for each file: what its first event comes to, how many
/// events were taken in, and what they come to. What is not so, or is of another log or knows more
/// than the log, is passed over.
final class TakenFiles {
  static final String FILE = "imports";

  private static final String RUNNING = "running";
  private static final String ENDED = "ended";
  private static final String FORM = "remit-imports 1 ";
  private static final int BYTES_MAX = 1 << 30;

  private final String log;
  private final boolean known;
  private final Map<Kind, UpTo> upTo = new LinkedHashMap<>();
  private final Map<String, Long> aside = new LinkedHashMap<>();
  private final Map<Begin, List<Taken>> files = new LinkedHashMap<>();

  /// What is imported at once.
  record Kind(String source, String tenant) {}

  /// The last record of the log that is taken account of, and whether more may have come since.
  private record UpTo(long sequence, boolean running) {}

  /// What files of one kind and tenant that begin with the same event have in common.
  private record Begin(Kind kind, Link first) {}

  /// How far a file was taken in: `events` of them, and what they come to.
  record Taken(long events, Link last) {
    Taken {
      Objects.requireNonNull(last, "last");
    }
  }

  private TakenFiles(String log, boolean known) {
    this.log = log;
    this.known = known;
  }

  /// Those of the log of this id, of which the last record is `last`.
  static TakenFiles read(Disk data, String log, long last) throws IOException {
    if (data.list(Disk.ROOT).contains(FILE)) {
      String text = new String(data.readAll(FILE, BYTES_MAX), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      if (end >= 0 && text.substring(0, end).equals(FORM + hash(text.substring(end + 1)))) {
        TakenFiles read = new TakenFiles(log, true);
        if (read.addAll(text.substring(end + 1))
            && read.upTo.values().stream().allMatch(each -> each.sequence() <= last)) {
          return read;
        }
      }
    }
    return new TakenFiles(log, false);
  }

  private boolean addAll(String body) {
    for (String line : body.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "log" -> {
          if (!words[1].equals(log)) {
            return false;
          }
        }
        case "upto" ->
            upTo.put(
                new Kind(words[1], words[2]),
                new UpTo(Long.parseLong(words[3]), words[4].equals(RUNNING)));
        case "aside" -> aside.put(words[1], Long.parseLong(words[2]));
        case "file" ->
            files
                .computeIfAbsent(
                    new Begin(new Kind(words[1], words[2]), Link.of(words[3])),
                    _ -> new ArrayList<>())
                .add(new Taken(Long.parseLong(words[4]), Link.of(words[5])));
        default -> {}
      }
    }
    return true;
  }

  private static String hash(String body) {
    return HexFormat.of().formatHex(Leaf.sha256().digest(body.getBytes(StandardCharsets.UTF_8)));
  }

  /// The first record of the log that may be of an import that this does not take account of; empty
  /// where there can be none.
  OptionalLong firstUnknown(Kind kind) {
    if (!known) {
      return OptionalLong.of(1);
    }
    UpTo found = upTo.get(kind);
    return found != null && found.running()
        ? OptionalLong.of(found.sequence() + 1)
        : OptionalLong.empty();
  }

  /// Bytes of a file of what was set aside, as of then; 0 if there was none.
  long asideBytes(String name) {
    return aside.getOrDefault(name, 0L);
  }

  /// Of the files that begin with this event, how far each was taken in.
  List<Taken> beginningWith(Kind kind, Link first) {
    return List.copyOf(files.getOrDefault(new Begin(kind, first), List.of()));
  }

  /// A file that was taken in up to `before` (not at all, if that has no events) is up to `now`.
  void put(Kind kind, Link first, long before, Taken now) {
    List<Taken> all = files.computeIfAbsent(new Begin(kind, first), _ -> new ArrayList<>());
    all.removeIf(each -> each.events() == before || each.equals(now));
    all.add(now);
  }

  void putAside(String name, long bytes) {
    aside.put(name, bytes);
  }

  /// The records up to `last` must survive a loss of power by now: else this knew more than the
  /// log.
  void write(Disk data, Kind kind, long last, boolean running) throws IOException {
    upTo.put(kind, new UpTo(last, running));
    StringBuilder body = new StringBuilder(256);
    body.append("log ").append(log).append('\n');
    upTo.forEach((each, known) ->
        body.append("upto ")
            .append(each.source())
            .append(' ')
            .append(each.tenant())
            .append(' ')
            .append(known.sequence())
            .append(' ')
            .append(known.running() ? RUNNING : ENDED)
            .append('\n'));
    aside.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each ->
            body.append("aside ")
                .append(each.getKey())
                .append(' ')
                .append(each.getValue())
                .append('\n'));
    files.forEach((begin, all) ->
        all.forEach(taken ->
            body.append("file ")
                .append(begin.kind().source())
                .append(' ')
                .append(begin.kind().tenant())
                .append(' ')
                .append(begin.first())
                .append(' ')
                .append(taken.events())
                .append(' ')
                .append(taken.last())
                .append('\n')));
    String text = body.toString();
    byte[] head = (FORM + hash(text) + "\n").getBytes(StandardCharsets.UTF_8);
    data.replace(FILE, file -> append(file, head, text));
  }

  private static void append(OpenFile file, byte[] head, String body) throws IOException {
    file.append(ByteBuffer.wrap(head));
    file.append(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }
}
