package dev.remit.store.disk;

import java.util.random.RandomGenerator;

/// What a name stands for on a [SimulatedDisk].
sealed interface SimulatedNode permits SimulatedFile, SimulatedFolder {
  /// As it is, with what is still to be lost.
  SimulatedNode copy();

  /// What a loss of power leaves of it.
  SimulatedNode crashed(RandomGenerator random);
}
