package dev.remit.pdp.task;

import java.time.Duration;

/// What tasks may measure at most. What would go beyond is denied or refused, and says so.
public final class TaskLimits {
  /// Declared labels of a bundle, and labels of a task.
  public static final int LABELS_MAX = 1_000;

  /// Declared meters of a bundle, and meters of a task.
  public static final int METERS_MAX = 100;

  public static final int PURPOSES_MAX = 1_000;

  /// Of the name of a meter.
  public static final int NAME_LENGTH_MAX = 64;

  /// How long a task may take, and how long where its purpose does not say.
  public static final Duration LIFE_MAX = Duration.ofDays(7);

  public static final Duration LIFE_DEFAULT = Duration.ofHours(8);

  /// Tasks of a tenant that nobody opened below another.
  public static final int ROOTS_MAX = 100_000;

  /// Open tasks that share labels and meters, and how deep they are below each other.
  public static final int FAMILY_MAX = 1_000;

  public static final int DEPTH_MAX = 16;

  /// The longest window of a meter.
  public static final Duration WINDOW_MAX = Duration.ofDays(366);

  /// What a task has spent of one meter within windows that have not passed, as entries.
  public static final int ENTRIES_MAX = 10_000;

  /// Attempt keys of a task.
  public static final int ATTEMPTS_MAX = 1_000;

  /// Characters of an attempt key.
  public static final int KEY_LENGTH_MAX = 200;

  /// Decisions of a task whose outcome was reported.
  public static final int OUTCOMES_MAX = 10_000;

  private TaskLimits() {}
}
