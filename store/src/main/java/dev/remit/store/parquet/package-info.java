/// Parquet of our own: a writer that is fast because it does only what a log needs, and a reader
/// for what it wrote. Files are read by any tool; the reader reads no others.
///
/// Read [dev.remit.store.parquet.ParquetSchema], [dev.remit.store.parquet.ParquetWriter], then
/// [dev.remit.store.parquet.ParquetReader]. Knows nothing of decisions, records or the log.
///
/// Layout: pages of data (version 1) under zstd; dictionaries where they are smaller, otherwise
/// differences, lengths before texts, and shared beginnings for UUIDs; statistics for row groups
/// and an index for pages; a checksum for each page, for each column of a row group and for the
/// footer.
///
/// Sources: Apache Parquet format (README, Encodings, LogicalTypes, PageIndex, `parquet.thrift`)
/// and the Thrift compact protocol. Why our own: `docs/adr/0007-parquet-of-our-own.md`.
@NullMarked
package dev.remit.store.parquet;

import org.jspecify.annotations.NullMarked;
