package dev.remit.store.parquet;

import org.jspecify.annotations.Nullable;

/// What the page index says of a page. `offset` counts from the chunk's first data page and `bytes`
/// includes the header; `values` excludes the nulls. Without bounds are a page of nulls alone and
/// one whose text has none.
record PageEntry(
    int offset,
    int bytes,
    long firstRow,
    long nulls,
    int values,
    Encoding encoding,
    @Nullable Bounds bounds) {}
