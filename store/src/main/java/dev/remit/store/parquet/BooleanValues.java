package dev.remit.store.parquet;

/// Truth values, a bit each.
final class BooleanValues implements ColumnValues {
  private final GrowingInts values = new GrowingInts();
  private int trues;

  @Override
  public void add(Object value) {
    int bit = (boolean) value ? 1 : 0;
    values.add(bit);
    trues += bit;
  }

  @Override
  public Page endPage(GrowingBytes out) {
    if (values.size() == 0) {
      return Page.EMPTY;
    }
    BitPacking.pack(values.array(), 0, values.size(), values.size(), 1, out);
    Page page = new Page(Encoding.PLAIN, bounds());
    values.clear();
    trues = 0;
    return page;
  }

  private Bounds bounds() {
    return Bounds.exact(
        Bounds.plain(PhysicalType.BOOLEAN, trues == values.size() ? 1 : 0),
        Bounds.plain(PhysicalType.BOOLEAN, trues == 0 ? 0 : 1));
  }

  @Override
  public boolean full() {
    return false;
  }

  @Override
  public int dictionarySize() {
    return 0;
  }

  @Override
  public int dictionaryBytes() {
    return 0;
  }

  @Override
  public void writeDictionary(GrowingBytes out) {}

  @Override
  public void endGroup() {}
}
