package dev.remit.store.log;

import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import dev.remit.store.parquet.ParquetWriter;
import dev.remit.store.row.Column;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies the records that are in no sealed part to Parquet files of the same table, elsewhere, so
/// that whoever reads Parquet can read all of a log. The copies say nothing of the chain.
///
/// Copies are called as parts are: a folder for each day of receipt.
public final class TailParts {
  private final Disk target;
  private final List<String> names = new ArrayList<>();
  private LocalDate day = LocalDate.EPOCH;
  private @Nullable Copy copy;

  private TailParts(Disk target) {
    this.target = target;
  }

  /// Copies every record of `log` after `last`, to an empty disk; the names are in the order of the
  /// records. There is at least one, without rows if there are no such records.
  public static List<String> copy(LogReader log, long last, Disk target)
      throws IOException, DamagedLog {
    TailParts tail = new TailParts(target);
    try {
      log.visit(
          last + 1,
          row -> {
            tail.add(row);
            return true;
          });
      if (tail.names.isEmpty()) {
        tail.begin(0, LocalDate.EPOCH);
      }
      tail.end();
    } finally {
      tail.abandon();
    }
    return List.copyOf(tail.names);
  }

  private void add(Row row) throws IOException {
    LocalDate of = GroupWriter.day(row.whole(Column.RECEIVED));
    Copy open = copy;
    if (open == null || !of.equals(day)) {
      end();
      open = begin(row.whole(Column.SEQUENCE), of);
    }
    open.parquet.write(row.values());
  }

  private Copy begin(long sequence, LocalDate of) throws IOException {
    String folder = LogFiles.partition(of);
    target.createFolder(folder);
    String name = folder + "/" + LogFiles.number(sequence) + "-tail.parquet";
    Copy begun = Copy.of(target.create(name));
    names.add(name);
    day = of;
    copy = begun;
    return begun;
  }

  private void end() throws IOException {
    if (copy != null) {
      copy.parquet.finish(Collections.emptySortedMap());
      abandon();
    }
  }

  private void abandon() throws IOException {
    if (copy != null) {
      Copy open = copy;
      copy = null;
      open.parquet.close();
      open.file.close();
    }
  }

  /// A file under way.
  private record Copy(OpenFile file, ParquetWriter parquet) {
    static Copy of(OpenFile file) throws IOException {
      try {
        return new Copy(file, ParquetWriter.open(new FileStream(file), PartSchema.SCHEMA));
      } catch (IOException e) {
        file.close();
        throw e;
      }
    }
  }
}
