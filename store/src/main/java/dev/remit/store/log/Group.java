package dev.remit.store.log;

import dev.remit.store.row.Leaf;
import dev.remit.store.row.Row;
import java.util.ArrayList;
import java.util.List;

/// Records that were committed together, at their places, and what they claim to add to the chain.
record Group(Link link, List<Row> rows) {
  Group {
    rows = List.copyOf(rows);
  }

  /// The root that the rows have, whatever the link says.
  Hash root() {
    return root(rows);
  }

  /// The root over rows, at least one.
  static Hash root(List<Row> rows) {
    Leaf leaf = new Leaf();
    List<byte[]> leaves = new ArrayList<>(rows.size());
    rows.forEach(row -> leaves.add(leaf.hash(row)));
    return Hash.of(MerkleTree.root(leaves));
  }
}
