package dev.remit.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.remit.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// parquet-java, which Spark and Trino descend from, reads what we write as we read it.
final class ParquetJavaTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("part.parquet");
  }

  private ParquetFileReader open(FilterCompat.Filter filter) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .withCodecFactory(new ZstdCodec())
            .withRecordFilter(filter)
            .build();
    return ParquetFileReader.open(new LocalInputFile(file), options);
  }

  private List<List<@Nullable Object>> read(ParquetSchema schema) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = open(FilterCompat.NOOP)) {
      MessageType message = reader.getFileMetaData().getSchema();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(message)
                .getRecordReader(group, new GroupRecordConverter(message));
        for (long i = 0; i < group.getRowCount(); i++) {
          rows.add(row(records.read(), schema));
        }
      }
    }
    return rows;
  }

  private static List<@Nullable Object> row(Group group, ParquetSchema schema) {
    List<@Nullable Object> row = new ArrayList<>();
    for (ParquetColumn column : schema.columns()) {
      row.add(
          group.getFieldRepetitionCount(column.name()) == 0
              ? null
              : value(group, column.name(), column.type()));
    }
    return row;
  }

  private static Object value(Group group, String name, ParquetType type) {
    return switch (type) {
      case BOOLEAN -> group.getBoolean(name, 0);
      case INT32 -> group.getInteger(name, 0);
      case INT64, TIMESTAMP -> group.getLong(name, 0);
      case STRING, JSON -> group.getString(name, 0);
      case UUID -> UUID.fromString(group.getString(name, 0));
      case STRINGS -> texts(group.getGroup(name, 0));
    };
  }

  private static List<String> texts(Group list) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
      texts.add(list.getGroup("list", i).getString("element", 0));
    }
    return texts;
  }

  @Test
  void anyRowsAreReadEqual() throws IOException {
    RandomGenerator random = Seeds.random(Seeds.seed(8));
    for (int i = 0; i < 40; i++) {
      Tables table = Tables.random(random, random.nextInt(i < 38 ? 300 : 60_000));
      table.write(file);
      assertThat(read(table.schema())).isEqualTo(table.values());
    }
  }

  @Test
  void theSchemaIsWhatTheFormatAsksFor() throws IOException {
    ParquetSchema schema =
        ParquetSchema.of(
            ParquetColumn.required("id", ParquetType.UUID),
            ParquetColumn.required("time", ParquetType.TIMESTAMP),
            ParquetColumn.optional("context", ParquetType.JSON),
            ParquetColumn.optional("tools", ParquetType.STRINGS));
    new Tables(schema, List.of()).write(file);
    try (ParquetFileReader reader = open(FilterCompat.NOOP)) {
      assertThat(reader.getFileMetaData().getSchema())
          .hasToString(
              """
              message remit {
                required binary id (STRING);
                required int64 time (TIMESTAMP(MILLIS,true));
                optional binary context (JSON);
                optional group tools (LIST) {
                  repeated group list {
                    required binary element (STRING);
                  }
                }
              }
              """);
    }
  }

  /// With the page index a reader takes single pages out of a row group.
  @Test
  void pagesOutsideTheBoundsAreSkipped() throws IOException {
    ParquetSchema schema =
        ParquetSchema.of(
            ParquetColumn.required("n", ParquetType.INT64),
            ParquetColumn.required("id", ParquetType.UUID));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 100_000; i++) {
      rows.add(new Object[] {i, new UUID(i, i)});
    }
    new Tables(schema, rows).write(file);
    assertThat(rowsTouched(FilterApi.eq(FilterApi.longColumn("n"), 50_000L))).isEqualTo(20_000);
    Binary id = Binary.fromString(new UUID(99_999, 99_999).toString());
    assertThat(rowsTouched(FilterApi.eq(FilterApi.binaryColumn("id"), id))).isEqualTo(20_000);
    assertThat(rowsTouched(FilterApi.lt(FilterApi.longColumn("n"), 0L))).isZero();
  }

  private long rowsTouched(org.apache.parquet.filter2.predicate.FilterPredicate predicate)
      throws IOException {
    try (ParquetFileReader reader = open(FilterCompat.get(predicate))) {
      return reader.getFilteredRecordCount();
    }
  }

  /// Decompresses without Hadoop, whose classes parquet-java's own factory asks for.
  private static final class ZstdCodec implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      assertThat(codec).isEqualTo(CompressionCodecName.ZSTD);
      return new ZstdPages();
    }

    @Override
    public void release() {}
  }

  private static final class ZstdPages implements CompressionCodecFactory.BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int plainBytes) throws IOException {
      return BytesInput.from(Zstd.decompress(bytes.toInputStream().readAllBytes(), plainBytes));
    }

    @Override
    public void decompress(ByteBuffer input, int bytes, ByteBuffer output, int plainBytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void release() {}
  }
}
