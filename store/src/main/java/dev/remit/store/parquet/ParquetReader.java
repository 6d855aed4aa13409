package dev.remit.store.parquet;

import dev.remit.store.disk.FolderDisk;
import dev.remit.store.disk.ReadableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Reads a file that [ParquetWriter] wrote, and refuses others. Every byte that an answer rests on
/// is under a checksum: a damaged file is an [UnreadableParquet], never other rows. Any number of
/// threads may ask for rows; each [ParquetRows] is for one.
public final class ParquetReader implements AutoCloseable {
  private final String name;
  private final ReadableFile file;
  private final Footer footer;

  private ParquetReader(String name, ReadableFile file, Footer footer) {
    this.name = name;
    this.file = file;
    this.footer = footer;
  }

  /// Reads the end of the file, which this closes in the end. Throws [UnreadableParquet], and
  /// closes the file, if that is none of ours; `name` is what messages call it.
  public static ParquetReader open(String name, ReadableFile file) throws IOException {
    try {
      return new ParquetReader(name, file, footer(file));
    } catch (UnreadableParquet e) {
      file.close();
      throw placed(e, name);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /// As [#open(String, ReadableFile)], for a file of the file system.
  public static ParquetReader open(Path path) throws IOException {
    Path file = path.toAbsolutePath();
    Path folder = Objects.requireNonNull(file.getParent(), "a file is in a folder");
    return open(path.toString(), FolderDisk.open(folder).openRead(file.getFileName().toString()));
  }

  private static Footer footer(ReadableFile file) throws IOException {
    long size = file.size();
    long least = 2L * Integer.BYTES + Footer.CHECK_BYTES + Integer.BYTES;
    if (size < least) {
      throw new UnreadableParquet("it is too short to be Parquet");
    }
    PageBytes tail = new PageBytes(read(file, size - Footer.TAIL_BYTES, Footer.TAIL_BYTES));
    int length = tail.fixedInt();
    PageBytes head = new PageBytes(read(file, 0, Integer.BYTES));
    if (tail.fixedInt() != Footer.MAGIC || head.fixedInt() != Footer.MAGIC) {
      throw new UnreadableParquet("it is no Parquet, or was not written to its end");
    }
    if (length < 0 || length > ParquetLimits.FOOTER_BYTES_MAX || length > size - least) {
      throw new UnreadableParquet("its footer would have " + length + " bytes");
    }
    int bytes = Footer.CHECK_BYTES + length;
    long start = size - Footer.TAIL_BYTES - bytes;
    return FooterReader.read(read(file, start, bytes), start);
  }

  private static byte[] read(ReadableFile file, long start, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    try {
      file.read(buffer, start);
    } catch (EOFException _) {
      throw new UnreadableParquet("it ends within what it says it holds");
    }
    return buffer.array();
  }

  private static UnreadableParquet placed(UnreadableParquet e, String where) {
    return e.at(where, "restore the file from a copy");
  }

  public ParquetSchema schema() {
    return footer.schema();
  }

  /// Rows of the whole file.
  public long rowCount() {
    return footer.rows();
  }

  /// What [ParquetWriter#finish] was given.
  public SortedMap<String, String> metadata() {
    return new TreeMap<>(footer.metadata());
  }

  /// In the order of their rows.
  public List<RowGroup> rowGroups() {
    List<RowGroup> groups = new ArrayList<>();
    for (GroupEntry group : footer.groups()) {
      groups.add(new RowGroup(footer.schema(), group));
    }
    return groups;
  }

  /// All rows.
  public ParquetRows rows() {
    List<String> all = new ArrayList<>();
    for (ParquetColumn column : footer.schema().columns()) {
      all.add(column.name());
    }
    return rows(all, group -> true);
  }

  /// The rows of the row groups that `wanted` holds for, with these columns alone, in this order.
  /// Nothing else is read from the file.
  public ParquetRows rows(List<String> columns, Predicate<RowGroup> wanted) {
    List<GroupEntry> groups = new ArrayList<>();
    for (GroupEntry group : footer.groups()) {
      if (wanted.test(new RowGroup(footer.schema(), group))) {
        groups.add(group);
      }
    }
    int[] indexes = columns.stream().mapToInt(footer.schema()::indexOf).toArray();
    return new ParquetRows(this, indexes, groups);
  }

  ColumnReader column(GroupEntry group, int index) throws IOException {
    ParquetColumn column = footer.schema().columns().get(index);
    ChunkEntry chunk = group.chunks().get(index);
    byte[] bytes = read(file, chunk.start(), (int) chunk.bytes());
    try {
      if (Footer.crc(bytes, 0, bytes.length) != chunk.crc()) {
        throw new UnreadableParquet("it does not match its checksum");
      }
      return new ColumnReader(column, chunk, bytes);
    } catch (UnreadableParquet e) {
      throw damaged(e, index);
    }
  }

  /// Says of what is wrong within a column where that is.
  UnreadableParquet damaged(UnreadableParquet e, int index) {
    return placed(e, name + ": column `" + footer.schema().columns().get(index).name() + "`");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
