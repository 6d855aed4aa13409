package dev.remit.insight;

import dev.remit.insight.rate.Rate;
import dev.remit.pdp.input.InputLine;
import java.util.List;

/// What was read to get at the attempts: `lines` lines of `files` files, each of which held
/// requests, was a remark, or was set aside. `examples` are the first that were set aside.
public record Intake(
    long files,
    long lines,
    long withRequests,
    long remarks,
    long setAside,
    List<InputLine.SetAside> examples) {
  public Intake {
    examples = List.copyOf(examples);
    if (lines != withRequests + remarks + setAside) {
      throw new IllegalArgumentException(
          lines + " lines are not " + withRequests + " + " + remarks + " + " + setAside);
    }
  }

  /// Lines that could not be understood, of those that were read.
  public Rate setAsideOfLines() {
    return new Rate(setAside, lines);
  }
}
