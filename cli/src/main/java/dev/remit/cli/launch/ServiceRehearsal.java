package dev.remit.cli.launch;

import dev.remit.cli.serve.OwnService;
import dev.remit.server.ServerFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Serves a bundle to itself for a moment, from which the launcher makes the AOT cache that later
/// services start from. Leaves nothing behind.
///
/// It asks as an enforcer too, because an administrator is answered otherwise.
public final class ServiceRehearsal {
  private static final int ASKERS = 4;
  private static final int ROUNDS = 5;
  private static final int BATCHES = 5;

  private ServiceRehearsal() {}

  /// The folder of a bundle with questions, `requests.jsonl`, is the only argument.
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException, ServerFault {
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
      throws IOException, InterruptedException, ExecutionException, ServerFault {
    List<String> questions = Files.readAllLines(bundle.resolve("requests.jsonl"));
    try (OwnService service = OwnService.start(bundle, data);
        ExecutorService threads = Executors.newFixedThreadPool(ASKERS)) {
      service.ask(questions.getFirst());
      String enforcer = service.register("rehearsal", "enforcer");
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < ASKERS; i++) {
        asking.add(
            threads.submit(() -> {
              ask(service, enforcer, questions);
              return null;
            }));
      }
      for (Future<?> asker : asking) {
        asker.get();
      }
    }
  }

  private static void ask(OwnService service, String key, List<String> questions)
      throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      for (String question : questions) {
        String _ = service.post("/access/v1/evaluation", key, question);
      }
    }
    String batch = "{\"evaluations\": [" + String.join(",", questions) + "]}";
    for (int i = 0; i < BATCHES; i++) {
      String _ = service.post("/access/v1/evaluations", key, batch);
    }
  }
}
