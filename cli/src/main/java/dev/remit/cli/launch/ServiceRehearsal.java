package dev.remit.cli.launch;

import dev.remit.cli.serve.OwnService;
import dev.remit.server.ServerFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Serves a bundle to itself for a moment, from which the launcher makes the AOT cache that later
/// services start from. Leaves nothing behind.
public final class ServiceRehearsal {
  private static final int REQUESTS = 200;
  private static final String QUESTION =
      """
      {"subject": {"type": "Agent", "id": "rehearsal", "properties": {"team": "none"}},
       "action": {"name": "rehearse"}, "resource": {"type": "Stage", "id": "main"},
       "context": {"times": 200}}
      """;

  private ServiceRehearsal() {}

  /// The folder of a bundle is the only argument.
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ServerFault {
    Path data = Files.createTempDirectory("remit-rehearsal");
    try {
      rehearse(Path.of(arguments[0]), data);
    } finally {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void rehearse(Path bundle, Path data)
      throws IOException, InterruptedException, ServerFault {
    try (OwnService service = OwnService.start(bundle, data)) {
      for (int i = 0; i < REQUESTS; i++) {
        service.ask(QUESTION);
      }
    }
  }
}
