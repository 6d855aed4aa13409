package dev.remit.bench.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Cerbos over its HTTP API, with its decisions audited to a file and no line for each request.
final class CerbosService implements Contender {
  private final ServiceRules world;
  private final String binary;

  CerbosService(ServiceRules world, String binary) {
    this.world = world;
    this.binary = binary;
  }

  @Override
  public String name() {
    return "cerbos";
  }

  @Override
  public Form form() {
    return Form.CERBOS;
  }

  @Override
  public void prepare(Path folder) {}

  @Override
  public Service start(Path folder, int port) throws IOException {
    AsCerbos.write(world, folder, port, Service.freePort());
    return Service.start(
        List.of(
            binary,
            "server",
            "--log-level=WARN",
            "--config",
            folder.resolve("cerbos.yaml").toString()),
        folder.resolve("output"));
  }

  @Override
  public Question single(ServiceRules.Call call, int port) {
    return batch(List.of(call), port);
  }

  @Override
  public Question batch(List<ServiceRules.Call> calls, int port) {
    return Question.post(
        Contender.address(port, "/api/check/resources"),
        "",
        AsCerbos.question(calls),
        world,
        calls);
  }
}
