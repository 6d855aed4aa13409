package dev.remit.store.parquet;

/// How the values of a page are laid out; the numbers are those of `Encoding` in `parquet.thrift`.
enum Encoding {
  PLAIN(0),
  RLE(3),
  DELTA_BINARY_PACKED(5),
  DELTA_LENGTH_BYTE_ARRAY(6),
  DELTA_BYTE_ARRAY(7),
  RLE_DICTIONARY(8);

  private final int code;

  Encoding(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Encoding of(int code) throws UnreadableParquet {
    for (Encoding encoding : values()) {
      if (encoding.code == code) {
        return encoding;
      }
    }
    throw new UnreadableParquet("encoding " + code + " is not known here");
  }
}
