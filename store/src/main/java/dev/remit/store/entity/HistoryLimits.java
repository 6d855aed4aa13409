package dev.remit.store.entity;

/// What a history of entities may measure, and when it starts a new segment.
///
/// A change has at most `changeBytesMax` bytes of JSON. A segment ends once its changes have more
/// bytes than its checkpoint and more than `segmentBytesMin`: so a history takes at most about
/// twice its changes, and reading a version at most about twice the reading of a checkpoint.
record HistoryLimits(int changeBytesMax, int entitiesMax, long segmentBytesMin) {
  static final HistoryLimits STANDARD =
      new HistoryLimits(EntityHistory.CHANGE_BYTES_MAX, EntityHistory.ENTITIES_MAX, 1024 * 1024);

  /// Bytes that one frame holds: a change, or a batch of entities, of which a character takes at
  /// most three.
  int frameBytesMax() {
    return Math.max(changeBytesMax, 3 * EntityBatches.CHARACTERS_MAX);
  }
}
