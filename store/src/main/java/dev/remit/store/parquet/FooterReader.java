package dev.remit.store.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the end of a file, as [FooterWriter] writes it.
final class FooterReader {
  private final ThriftReader in;
  private final long dataEnd;
  private List<SchemaElement> elements = List.of();
  private long rows = -1;
  private List<GroupEntry> groups = List.of();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  private FooterReader(ThriftReader in, long dataEnd) {
    this.in = in;
    this.dataEnd = dataEnd;
  }

  /// Reads from the checksum to the end of the footer; `dataEnd` is where these bytes begin in the
  /// file, and no column lies beyond it.
  static Footer read(byte[] end, long dataEnd) throws UnreadableParquet {
    PageBytes bytes = new PageBytes(end);
    if (bytes.fixedInt() != Footer.CHECK_MARK) {
      throw new UnreadableParquet("it was not written by Remit, which alone is read here");
    }
    if (bytes.fixedInt() != Footer.crc(end, Footer.CHECK_BYTES, end.length)) {
      throw new UnreadableParquet("the footer does not match its checksum");
    }
    return new FooterReader(new ThriftReader(bytes), dataEnd).file();
  }

  private Footer file() throws UnreadableParquet {
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 2 -> elements = schema();
        case 3 -> rows = in.i64();
        case 4 -> groups = groups();
        case 5 -> readMetadata(metadata);
        default -> in.skip();
      }
    }
    ParquetSchema schema = SchemaElement.schema(elements, uuids());
    metadata.keySet().removeIf(key -> key.startsWith(Footer.OWN_KEYS));
    requireConsistent(schema);
    return new Footer(schema, rows, groups, metadata);
  }

  private Set<String> uuids() {
    String names = metadata.getOrDefault(Footer.UUIDS_KEY, "");
    return new HashSet<>(Arrays.asList(names.split("\n", -1)));
  }

  private void requireConsistent(ParquetSchema schema) throws UnreadableParquet {
    long counted = 0;
    for (GroupEntry group : groups) {
      counted += group.rows();
      if (group.chunks().size() != schema.columns().size()) {
        throw new UnreadableParquet("a row group has another number of columns than the schema");
      }
      for (int i = 0; i < group.chunks().size(); i++) {
        requireConsistent(group.chunks().get(i), schema.columns().get(i), group.rows());
      }
    }
    if (counted != rows) {
      throw new UnreadableParquet("its row groups hold " + counted + " rows in place of " + rows);
    }
  }

  private void requireConsistent(ChunkEntry chunk, ParquetColumn column, long groupRows)
      throws UnreadableParquet {
    Bounds bounds = chunk.bounds();
    boolean within =
        chunk.start() >= Integer.BYTES
            && chunk.dataStart() >= chunk.start()
            && chunk.bytes() > chunk.dataStart() - chunk.start()
            && chunk.bytes() <= Integer.MAX_VALUE - Long.BYTES
            && chunk.bytes() <= dataEnd - chunk.start();
    boolean counted = column.repeated() ? chunk.values() >= groupRows : chunk.values() == groupRows;
    boolean bounded =
        bounds == null
            || (Bounds.fits(chunk.type(), bounds.min()) && Bounds.fits(chunk.type(), bounds.max()));
    if (chunk.type() != column.type().physical() || !within || !counted || !bounded) {
      throw new UnreadableParquet("column `" + column.name() + "` contradicts the schema");
    }
  }

  private List<SchemaElement> schema() throws UnreadableParquet {
    int size = in.list(ThriftWriter.STRUCT);
    List<SchemaElement> read = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      read.add(SchemaElement.read(in));
    }
    return read;
  }

  private void readMetadata(Map<String, String> into) throws UnreadableParquet {
    int size = in.list(ThriftWriter.STRUCT);
    for (int i = 0; i < size; i++) {
      String key = "";
      String value = "";
      in.begin();
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        switch (field) {
          case 1 -> key = in.text();
          case 2 -> value = in.text();
          default -> in.skip();
        }
      }
      in.end();
      into.put(key, value);
    }
  }

  private List<GroupEntry> groups() throws UnreadableParquet {
    int size = in.list(ThriftWriter.STRUCT);
    List<GroupEntry> read = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      read.add(group());
    }
    return read;
  }

  private GroupEntry group() throws UnreadableParquet {
    List<ChunkEntry> chunks = new ArrayList<>();
    long groupRows = -1;
    in.begin();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> readChunks(chunks);
        case 3 -> groupRows = in.i64();
        default -> in.skip();
      }
    }
    in.end();
    if (groupRows < 1 || groupRows > ParquetLimits.GROUP_ROWS_MAX) {
      throw new UnreadableParquet("a row group has " + groupRows + " rows");
    }
    return new GroupEntry(groupRows, chunks, List.of());
  }

  private void readChunks(List<ChunkEntry> into) throws UnreadableParquet {
    int size = in.list(ThriftWriter.STRUCT);
    for (int i = 0; i < size; i++) {
      Chunk chunk = new Chunk();
      in.begin();
      for (int field = in.nextField(); field != 0; field = in.nextField()) {
        switch (field) {
          case 3 -> readColumn(chunk);
          default -> in.skip();
        }
      }
      in.end();
      into.add(chunk.entry());
    }
  }

  private void readColumn(Chunk chunk) throws UnreadableParquet {
    in.struct();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 1 -> chunk.type = in.i32();
        case 4 -> chunk.codec = in.i32();
        case 5 -> chunk.values = in.i64();
        case 6 -> chunk.plainBytes = in.i64();
        case 7 -> chunk.bytes = in.i64();
        case 8 -> readMetadata(chunk.metadata);
        case 9 -> chunk.dataStart = in.i64();
        case 11 -> chunk.dictionaryStart = in.i64();
        case 12 -> readStatistics(chunk);
        default -> in.skip();
      }
    }
    in.end();
  }

  private void readStatistics(Chunk chunk) throws UnreadableParquet {
    in.struct();
    for (int field = in.nextField(); field != 0; field = in.nextField()) {
      switch (field) {
        case 3 -> chunk.nulls = in.i64();
        case 5 -> chunk.max = in.binary();
        case 6 -> {
          chunk.min = in.binary();
          chunk.bounded = true;
        }
        case 7 -> chunk.maxExact = in.bool();
        case 8 -> chunk.minExact = in.bool();
        default -> in.skip();
      }
    }
    in.end();
  }

  private static final class Chunk {
    int type = -1;
    int codec = -1;
    long values = -1;
    long plainBytes = -1;
    long bytes = -1;
    long dataStart = -1;
    long dictionaryStart = -1;
    long nulls = -1;
    byte[] min = {};
    byte[] max = {};
    boolean bounded;
    boolean minExact;
    boolean maxExact;
    final Map<String, String> metadata = new TreeMap<>();

    ChunkEntry entry() throws UnreadableParquet {
      if (codec != FooterWriter.ZSTD) {
        throw new UnreadableParquet("a column is compressed by another method than zstd");
      }
      return new ChunkEntry(
          physical(),
          Map.of(),
          dictionaryStart < 0 ? dataStart : dictionaryStart,
          dataStart,
          bytes,
          plainBytes,
          values,
          nulls,
          crc(),
          bounded ? new Bounds(min, max, minExact, maxExact) : null);
    }

    private PhysicalType physical() throws UnreadableParquet {
      for (PhysicalType known : PhysicalType.values()) {
        if (known.code() == type) {
          return known;
        }
      }
      throw new UnreadableParquet("a column has the type " + type + ", which is not known here");
    }

    private int crc() throws UnreadableParquet {
      try {
        return Integer.parseUnsignedInt(metadata.getOrDefault(Footer.CRC_KEY, ""), 16);
      } catch (NumberFormatException e) {
        throw new UnreadableParquet("a column has no checksum");
      }
    }
  }
}
