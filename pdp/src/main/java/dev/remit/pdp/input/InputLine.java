package dev.remit.pdp.input;

import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.Objects;

/// What one line of an input came to. `number` counts from 1.
public sealed interface InputLine {
  String file();

  long number();

  /// In the order of the line; a recorded run without a tool call has none.
  record Requests(String file, long number, List<RawRequest> requests) implements InputLine {
    public Requests {
      Objects.requireNonNull(file, "file");
      requests = List.copyOf(requests);
    }
  }

  /// Says something about the file and asks nothing; a blank line too.
  record Remark(String file, long number) implements InputLine {
    public Remark {
      Objects.requireNonNull(file, "file");
    }
  }

  /// Could not be understood. `reason` is `what happened; what to do`.
  record SetAside(String file, long number, String reason) implements InputLine {
    public SetAside {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(reason, "reason");
    }
  }
}
