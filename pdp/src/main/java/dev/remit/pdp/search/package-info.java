/// Searches: who may, on what, what may be done, found by asking the decision point about each
/// candidate.
///
/// Read [dev.remit.pdp.search.Search], then [dev.remit.pdp.search.SearchPage]. Pages, tokens and
/// records are others' to keep.
///
/// Source: OpenID AuthZEN Authorization API 1.0, search APIs.
@NullMarked
package dev.remit.pdp.search;

import org.jspecify.annotations.NullMarked;
