package dev.remit.cedar.entity;

import dev.remit.cedar.value.EntityUid;

/// Which attributes of entities may not be read, though they are in the snapshot: asked at every
/// reading of an attribute that an entity has.
///
/// A function of its arguments alone, cheap, and safe for all threads: it is called while policies
/// are evaluated, and how often is not said.
public interface Withholding {
  /// What a reading comes to.
  enum Reading {
    /// The value that is there.
    OPEN,
    /// As if the attribute were not there.
    HIDDEN,
    /// An error, also where it is only asked whether the attribute is there.
    REFUSED
  }

  /// What reading an attribute comes to that the snapshot has.
  Reading reading(EntityUid uid, String attribute);

  /// Why a reading is not [Reading#OPEN]: one line for people, after the names of attribute and
  /// entity.
  String reason(EntityUid uid, String attribute);
}
