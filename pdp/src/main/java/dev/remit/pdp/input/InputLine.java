package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.pdp.request.RawRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one line of an input came to. `number` counts from 1.
public sealed interface InputLine {
  String file();

  long number();

  /// In the order of the line; a recorded run without a tool call has none. `run` is the run that
  /// they are of, null for a request of its own.
  record Requests(String file, long number, List<RawRequest> requests, @Nullable AgentRun run)
      implements InputLine {
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

  /// Could not be understood, for at least one mistake, in the order of the line.
  record SetAside(String file, long number, List<Mistake> mistakes) implements InputLine {
    public SetAside {
      Objects.requireNonNull(file, "file");
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("no mistake");
      }
    }
  }

  /// What is wrong with a line. `column` is from 1; `reason` is `what happened; what to do`;
  /// `excerpt` is the line around the place, with a mark below it, or empty.
  record Mistake(int column, String reason, String excerpt) {
    public Mistake {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(excerpt, "excerpt");
    }

    static Mistake of(Diagnostic mistake) {
      String help = mistake.help().isEmpty() ? "" : "; " + mistake.help();
      return new Mistake(mistake.position().column(), mistake.message() + help, mistake.excerpt());
    }
  }
}
