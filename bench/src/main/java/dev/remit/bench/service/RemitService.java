package dev.remit.bench.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Remit by its launcher, as anybody starts it: AuthZEN, and every decision recorded.
final class RemitService implements Contender {
  private final ServiceRules world;
  private final String launcher;
  private final String keeping;
  private String token = "";

  /// `keeping` is `buffered` or `durable`.
  RemitService(ServiceRules world, String launcher, String keeping) {
    this.world = world;
    this.launcher = launcher;
    this.keeping = keeping;
  }

  @Override
  public String name() {
    return "remit-" + keeping;
  }

  @Override
  public Form form() {
    return Form.AUTHZEN;
  }

  /// The first start tells the administrator's token and makes the data folder.
  @Override
  public void prepare(Path folder) throws IOException {
    AsCedar.writeBundle(world, folder.resolve("bundle"));
    Files.writeString(folder.resolve("remit.yaml"), "log:\n  keeping: " + keeping + "\n");
    try (Service first = start(folder, Service.freePort())) {
      String line = first.awaitLine("administrator token");
      token = line.substring(line.lastIndexOf(' ') + 1);
      String _ = first.awaitLine("serving ");
    }
  }

  @Override
  public Service start(Path folder, int port) throws IOException {
    return Service.start(
        List.of(
            launcher,
            "serve",
            "--config",
            folder.resolve("remit.yaml").toString(),
            "--bundle",
            folder.resolve("bundle").toString(),
            "--data",
            folder.resolve("data").toString(),
            "--port",
            Integer.toString(port)),
        folder.resolve("output"));
  }

  @Override
  public Question single(ServiceRules.Call call, int port) {
    return Question.post(
        Contender.address(port, "/access/v1/evaluation"),
        token,
        AsCedar.question(call),
        world,
        List.of(call));
  }

  @Override
  public Question batch(List<ServiceRules.Call> calls, int port) {
    return Question.post(
        Contender.address(port, "/access/v1/evaluations"),
        token,
        AsCedar.questions(calls),
        world,
        calls);
  }
}
