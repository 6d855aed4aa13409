package dev.remit.store.log;

import dev.remit.store.row.Leaf;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The root of a hash tree over leaves. Source: RFC 6962, section 2.1; the leaves are hashed
/// already, see [Leaf].
final class MerkleTree {
  private static final byte NODE = 1;

  private MerkleTree() {}

  /// `leaves` is not empty. A node without a sibling moves up as it is, which gives the tree of the
  /// RFC: the left half of each part is the largest power of two below its size.
  static byte[] root(List<byte[]> leaves) {
    MessageDigest digest = Leaf.sha256();
    List<byte[]> level = new ArrayList<>(leaves);
    while (level.size() > 1) {
      int above = 0;
      for (int i = 0; i < level.size(); i += 2) {
        byte[] node =
            i + 1 < level.size() ? node(digest, level.get(i), level.get(i + 1)) : level.get(i);
        level.set(above++, node);
      }
      level.subList(above, level.size()).clear();
    }
    return level.getFirst();
  }

  private static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }
}
