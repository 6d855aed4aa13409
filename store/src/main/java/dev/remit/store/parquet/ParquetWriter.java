package dev.remit.store.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Writes rows as a Parquet file, front to back, to a stream that it neither seeks nor closes. The
/// same rows and metadata give the same bytes.
///
/// A file is complete, and readable, once [#finish] has returned; [#close] alone frees memory and
/// leaves what was written unreadable, so that no reader takes half a file for a whole one. After
/// an exception nothing but [#close] is of use. For one thread.
///
/// Memory: a row group as written ([ParquetLimits#GROUP_BYTES_MAX]) and, for each column, a page
/// and a dictionary under way. Costs `O(values)`.
public final class ParquetWriter implements AutoCloseable {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final ParquetSchema schema;
  private final PageCompressor compressor = new PageCompressor();
  private final ColumnWriter[] columns;
  private final List<GroupEntry> groups = new ArrayList<>();
  private long written;
  private long rows;
  private long groupRows;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    FAILED,
    FINISHED
  }

  private ParquetWriter(OutputStream out, ParquetSchema schema) {
    this.out = out;
    this.schema = schema;
    this.columns = new ColumnWriter[schema.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnWriter(schema.columns().get(i), compressor);
    }
  }

  /// Begins a file. The stream should be buffered or take large pieces well: it is handed each
  /// column of a row group at once.
  public static ParquetWriter open(OutputStream out, ParquetSchema schema) throws IOException {
    ParquetWriter writer = new ParquetWriter(out, schema);
    try {
      out.write(MAGIC);
      writer.written = MAGIC.length;
    } catch (IOException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  /// Appends a row: one value for each column, of the type that [ParquetType] says. Values are not
  /// kept beyond the row group, the array not beyond the call. Throws [IllegalArgumentException]
  /// for a value that the column cannot hold.
  public void write(@Nullable Object[] row) throws IOException {
    require(State.OPEN);
    if (row.length != columns.length) {
      throw new IllegalArgumentException(
          "a row has " + row.length + " values for " + columns.length + " columns");
    }
    state = State.FAILED;
    boolean pageEnded = false;
    for (int i = 0; i < columns.length; i++) {
      pageEnded |= columns[i].write(row[i]);
    }
    rows++;
    groupRows++;
    if (groupRows == ParquetLimits.GROUP_ROWS_MAX || (pageEnded && groupFull())) {
      endGroup();
    }
    state = State.OPEN;
  }

  private boolean groupFull() {
    long held = 0;
    for (ColumnWriter column : columns) {
      held += column.heldBytes();
    }
    return held >= ParquetLimits.GROUP_BYTES_MAX;
  }

  private void endGroup() throws IOException {
    List<ColumnWriter.Written> chunks = new ArrayList<>();
    for (ColumnWriter column : columns) {
      ColumnWriter.Written chunk = column.endGroup(written, out);
      chunks.add(chunk);
      written += chunk.chunk().bytes();
    }
    GrowingBytes indexes = new GrowingBytes();
    groups.add(PageIndex.write(groupRows, chunks, written, indexes));
    put(indexes);
    groupRows = 0;
  }

  private void put(GrowingBytes bytes) throws IOException {
    bytes.writeTo(out);
    written += bytes.length();
  }

  /// Completes the file with its footer, which holds the metadata, and flushes the stream. Keys
  /// that begin with `remit.parquet.` are the format's own.
  public void finish(SortedMap<String, String> metadata) throws IOException {
    require(State.OPEN);
    state = State.FAILED;
    if (groupRows > 0) {
      endGroup();
    }
    GrowingBytes end = new GrowingBytes();
    FooterWriter.write(new Footer(schema, rows, groups, metadata), end);
    put(end);
    out.flush();
    state = State.FINISHED;
  }

  /// Rows so far.
  public long rows() {
    return rows;
  }

  /// Bytes handed to the stream so far; after [#finish] the size of the file.
  public long bytes() {
    return written;
  }

  private void require(State due) {
    if (state != due) {
      throw new IllegalStateException(
          state == State.FINISHED
              ? "the file is complete; begin another"
              : "the file is spoilt; begin another");
    }
  }

  /// Frees native memory; the stream stays open.
  @Override
  public void close() {
    compressor.close();
    if (state == State.OPEN) {
      state = State.FAILED;
    }
  }
}
