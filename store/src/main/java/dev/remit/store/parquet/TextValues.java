package dev.remit.store.parquet;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Texts, by way of a dictionary where the first page is smaller so, otherwise in full.
final class TextValues implements ColumnValues {
  private final ParquetType type;
  private final boolean uuids;
  private final TextDictionary dictionary = new TextDictionary();
  private final GrowingInts indexes = new GrowingInts();
  private final Texts page = new Texts();

  /// By entry of the dictionary, the number of the last page that had it.
  private int[] seenIn = new int[0];

  private int pages;

  /// What the page would take without the dictionary.
  private long fullBytes;

  private boolean first = true;
  private boolean indexed = true;
  private boolean full;

  TextValues(ParquetType type) {
    this.type = type;
    this.uuids = type == ParquetType.UUID;
  }

  @Override
  public void add(Object value) {
    Object known = uuids ? (UUID) value : (String) value;
    if (indexed) {
      int index = dictionary.indexOf(known);
      indexes.add(index);
      fullBytes += Integer.BYTES + dictionary.texts().length(index);
      full = dictionaryFull();
    } else {
      page.add(known);
      full = page.length() + page.size() * Integer.BYTES >= ParquetLimits.PAGE_BYTES_MAX;
    }
  }

  @Override
  public boolean full() {
    return full;
  }

  private boolean dictionaryFull() {
    return dictionary.size() >= ParquetLimits.DICTIONARY_ENTRIES_MAX
        || dictionaryBytes() >= ParquetLimits.DICTIONARY_BYTES_MAX;
  }

  @Override
  public Page endPage(GrowingBytes out) {
    if (indexes.size() + page.size() == 0) {
      return Page.EMPTY;
    }
    Page ended = indexed ? endIndexedPage(out) : endFullPage(out);
    indexed &= !full;
    full = false;
    first = false;
    fullBytes = 0;
    indexes.clear();
    page.clear();
    return ended;
  }

  private Page endIndexedPage(GrowingBytes out) {
    int start = out.length();
    writeIndexes(indexes, dictionary.size(), out);
    if (!first || out.length() - start + dictionaryBytes() < fullBytes) {
      return new Page(Encoding.RLE_DICTIONARY, type.bounded() ? indexedBounds() : null);
    }
    out.shrink(start);
    for (int i = 0; i < indexes.size(); i++) {
      page.add(dictionary.texts(), indexes.get(i));
    }
    indexed = false;
    dictionary.clear();
    return endFullPage(out);
  }

  private Page endFullPage(GrowingBytes out) {
    Bounds bounds = type.bounded() ? page.bounds() : null;
    if (type == ParquetType.UUID) {
      page.writeFrontCoded(out);
      return new Page(Encoding.DELTA_BYTE_ARRAY, bounds);
    }
    page.writeLengthsFirst(out);
    return new Page(Encoding.DELTA_LENGTH_BYTE_ARRAY, bounds);
  }

  /// Bounds of the entries that the page refers to, each looked at once.
  private @Nullable Bounds indexedBounds() {
    pages++;
    seenIn = seenIn.length < dictionary.size() ? Arrays.copyOf(seenIn, dictionary.size()) : seenIn;
    Texts texts = dictionary.texts();
    int min = indexes.get(0);
    int max = min;
    for (int i = 0; i < indexes.size(); i++) {
      int index = indexes.get(i);
      if (seenIn[index] != pages) {
        seenIn[index] = pages;
        if (texts.compare(index, min) < 0) {
          min = index;
        } else if (texts.compare(index, max) > 0) {
          max = index;
        }
      }
    }
    return Bounds.ofText(texts.copy(min), texts.copy(max));
  }

  /// Appends the indexes behind the width that they have.
  static void writeIndexes(GrowingInts indexes, int dictionarySize, GrowingBytes out) {
    int width = Hybrid.width(dictionarySize - 1);
    out.put(width);
    Hybrid.write(indexes.array(), indexes.size(), width, out);
  }

  @Override
  public int dictionarySize() {
    return dictionary.size();
  }

  @Override
  public int dictionaryBytes() {
    return dictionary.texts().length() + dictionary.size() * Integer.BYTES;
  }

  @Override
  public void writeDictionary(GrowingBytes out) {
    dictionary.texts().writePlain(out);
  }

  @Override
  public void endGroup() {
    dictionary.clear();
    first = true;
    indexed = true;
  }
}
