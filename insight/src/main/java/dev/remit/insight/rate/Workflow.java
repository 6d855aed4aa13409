package dev.remit.insight.rate;

import java.util.Objects;

/// How the tasks of one purpose ended, of those whose end their owners reported: how many in all,
/// how many did not succeed, and how many of these for want of authority.
public record Workflow(String purpose, long ended, long unsuccessful, long wantOfAuthority) {
  public Workflow {
    Objects.requireNonNull(purpose, "purpose");
    if (wantOfAuthority > unsuccessful || unsuccessful > ended) {
      throw new IllegalArgumentException(
          wantOfAuthority + " of " + unsuccessful + " of " + ended + " tasks");
    }
  }

  /// Tasks that came to nothing for want of authority, of all whose end is known.
  public Rate rate() {
    return new Rate(wantOfAuthority, ended);
  }
}
