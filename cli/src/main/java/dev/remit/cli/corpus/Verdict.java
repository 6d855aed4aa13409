package dev.remit.cli.corpus;

import java.util.List;

/// How one case went: how many requests were asked, and what differed.
public record Verdict(int requests, List<Mismatch> mismatches) {
  public Verdict {
    mismatches = List.copyOf(mismatches);
  }
}
