package dev.remit.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever happens to a file, it is read as it was written, or refused.
final class ParquetDamageTest {
  @TempDir Path folder;
  private Path file;
  private Tables written;
  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("part.parquet");
    written = Tables.random(Seeds.random(11), 400);
    written.write(file);
    whole = Files.readAllBytes(file);
  }

  /// Whether the bytes were read; fails if other rows came back than were written.
  private boolean readsOrRefuses(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try {
      Tables read = Tables.read(file);
      assertThat(read.schema()).isEqualTo(written.schema());
      assertThat(read.values()).isEqualTo(written.values());
      return true;
    } catch (UnreadableParquet e) {
      assertThat(e.text()).startsWith(file.toString()).endsWith("; restore the file from a copy");
      return false;
    }
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    for (int length = 0; length < whole.length; length += 1 + length / 64) {
      assertThat(readsOrRefuses(Arrays.copyOf(whole, length))).isFalse();
    }
  }

  @Test
  void aFlippedBitGivesTheSameRowsOrNone() throws IOException {
    RandomGenerator random = Seeds.random(Seeds.seed(2));
    int read = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      read += readsOrRefuses(damaged) ? 1 : 0;
    }
    // What our reader rests on is under a checksum; the page index, which it does not read, is not.
    assertThat(read).isLessThan(1_500);
  }

  @Test
  void piecesPutElsewhereGiveTheSameRowsOrNone() throws IOException {
    RandomGenerator random = Seeds.random(Seeds.seed(3));
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = whole.clone();
      int length = 1 + random.nextInt(64);
      System.arraycopy(
          whole,
          random.nextInt(whole.length - length),
          damaged,
          random.nextInt(whole.length - length),
          length);
      readsOrRefuses(damaged);
    }
  }

  /// Past the checksums: whoever wants to can forge them, so that the layers below are on their
  /// own.
  @Test
  void aForgedColumnIsReadOrRefusedButNothingElse() throws IOException {
    RandomGenerator random = Seeds.random(Seeds.seed(4));
    for (ParquetType type : ParquetType.values()) {
      Chunk chunk = Chunk.of(new ParquetColumn("c", type, true), random);
      for (int i = 0; i < 3_000; i++) {
        byte[] forged = chunk.bytes.clone();
        for (int flips = random.nextInt(3); flips >= 0; flips--) {
          forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        chunk.readOrRefuse(forged);
      }
    }
  }

  @Test
  void aForgedPageIsReadOrRefusedButNothingElse() throws UnreadableParquet {
    RandomGenerator random = Seeds.random(Seeds.seed(6));
    for (ParquetType type : ParquetType.values()) {
      for (int variety = 0; variety < 4; variety++) {
        Values values = Values.of(new ParquetColumn("c", type, false), variety, random);
        values.readOrRefuse(values.bytes());
        for (int i = 0; i < 5_000; i++) {
          byte[] forged = values.bytes.clone();
          for (int changes = random.nextInt(4); changes >= 0; changes--) {
            forged[random.nextInt(Math.min(forged.length, 200))] = (byte) random.nextInt(256);
          }
          values.readOrRefuse(Arrays.copyOf(forged, forged.length - random.nextInt(2)));
        }
      }
    }
  }

  @Test
  void aPageThatDoesNotDecompressIsRefused() throws UnreadableParquet {
    GrowingBytes page = new GrowingBytes();
    GrowingBytes out = new GrowingBytes();
    page.put("any text".repeat(50).getBytes(StandardCharsets.UTF_8));
    try (PageCompressor compressor = new PageCompressor()) {
      compressor.dataPage(page, 1, Encoding.PLAIN, out);
    }
    PageBytes in = new PageBytes(out.copy(0, out.length()));
    PageHeader header = PageHeader.read(in);
    // Behind magic, descriptor and size comes the first block, whose kind 3 is reserved.
    in.array()[in.position() + 7] |= 6;
    int crc = Footer.crc(in.array(), in.position(), out.length());
    PageHeader forged =
        new PageHeader(
            header.type(),
            header.plainBytes(),
            header.compressedBytes(),
            crc,
            header.values(),
            header.encoding());
    assertThatThrownBy(() -> forged.page(in))
        .isInstanceOf(UnreadableParquet.class)
        .hasMessageStartingWith("a page does not decompress");
  }

  @Test
  void aForgedFooterIsReadOrRefusedButNothingElse() throws IOException {
    RandomGenerator random = Seeds.random(Seeds.seed(5));
    int tail = whole.length - Footer.TAIL_BYTES;
    int start = tail - new PageBytes(whole, tail, whole.length).fixedInt();
    for (int i = 0; i < 20_000; i++) {
      byte[] forged = Arrays.copyOfRange(whole, start - Footer.CHECK_BYTES, tail);
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        int at = Footer.CHECK_BYTES + random.nextInt(forged.length - Footer.CHECK_BYTES);
        forged[at] = (byte) random.nextInt(256);
      }
      GrowingBytes crc = new GrowingBytes();
      crc.putInt(Footer.crc(forged, Footer.CHECK_BYTES, forged.length));
      System.arraycopy(crc.array(), 0, forged, Integer.BYTES, Integer.BYTES);
      try {
        FooterReader.read(forged, start);
      } catch (UnreadableParquet e) {
        assertThat(e.text()).isNotBlank();
      }
    }
  }

  @Test
  void aFileThatWasNotFinishedIsRefused() throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ParquetWriter writer = ParquetWriter.open(out, written.schema())) {
      for (@Nullable Object[] row : written.rows()) {
        writer.write(row);
      }
    }
    assertThatThrownBy(() -> ParquetReader.open(file)).isInstanceOf(UnreadableParquet.class);
  }

  @Test
  void whatIsNotOursIsRefusedInWords() throws IOException {
    Files.writeString(file, "{\"v\":1}\n".repeat(100));
    assertThatThrownBy(() -> ParquetReader.open(file))
        .hasMessage(
            file
                + ": it is no Parquet, or was not written to its end; restore the file from a"
                + " copy");
  }

  /// The values of a page, past compression and checksums.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Values(
      ParquetType type, Encoding encoding, int count, Object[] dictionary, byte[] bytes) {
    static Values of(ParquetColumn column, int variety, RandomGenerator random)
        throws UnreadableParquet {
      int rows = 300;
      ColumnValues values = ColumnWriter.values(column.type());
      int count = 0;
      for (int i = 0; i < rows; i++) {
        Object value = Objects.requireNonNull(Tables.value(column, variety, i, random));
        for (Object element : value instanceof List<?> list ? list : List.of(value)) {
          values.add(element);
          count++;
        }
      }
      GrowingBytes page = new GrowingBytes();
      Encoding encoding = values.endPage(page).encoding();
      GrowingBytes entries = new GrowingBytes();
      values.writeDictionary(entries);
      Object[] dictionary =
          new PageValues(column.type())
              .plain(new PageBytes(entries.array()), values.dictionarySize());
      return new Values(column.type(), encoding, count, dictionary, page.copy(0, page.length()));
    }

    void readOrRefuse(byte[] forged) {
      try {
        Object[] read =
            new PageValues(type).read(new PageBytes(forged), count, encoding, dictionary);
        assertThat(read).hasSize(count).doesNotContainNull();
      } catch (UnreadableParquet e) {
        assertThat(e.text()).isNotBlank();
      }
    }
  }

  /// One column of a row group, and reading it past its checksum of the whole.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Chunk(ParquetColumn column, ChunkEntry entry, byte[] bytes, int rows) {
    static Chunk of(ParquetColumn column, RandomGenerator random) throws IOException {
      int rows = 300;
      try (PageCompressor compressor = new PageCompressor()) {
        ColumnWriter writer = new ColumnWriter(column, compressor);
        for (int i = 0; i < rows; i++) {
          writer.write(Tables.value(column, i < 150 ? 1 : 3, i, random));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return new Chunk(column, writer.endGroup(4, out).chunk(), out.toByteArray(), rows);
      }
    }

    void readOrRefuse(byte[] forged) {
      try {
        ColumnReader reader = new ColumnReader(column, entry, forged);
        for (int i = 0; i < rows; i++) {
          Object value = reader.next();
          assertThat(value instanceof List<?> list && list.size() > ParquetLimits.PAGE_VALUES_MAX)
              .isFalse();
        }
        reader.requireEnd();
      } catch (UnreadableParquet e) {
        assertThat(e.text()).isNotBlank();
      }
    }
  }
}
