package dev.remit.bench.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The web framework with the flags of Remit's service, answering a constant to the requests that
/// Remit gets.
final class BareService implements Contender {
  private final RemitService requests;

  BareService(ServiceRules world) {
    this.requests = new RemitService(world, "", "");
  }

  @Override
  public String name() {
    return "bare";
  }

  @Override
  public Form form() {
    return Form.CONSTANT;
  }

  @Override
  public void prepare(Path folder) {}

  @Override
  public Service start(Path folder, int port) throws IOException {
    return Service.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseZGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            BareServer.class.getName(),
            Integer.toString(port)),
        folder.resolve("output"));
  }

  @Override
  public Question single(ServiceRules.Call call, int port) {
    return requests.single(call, port);
  }

  @Override
  public Question batch(List<ServiceRules.Call> calls, int port) {
    return requests.batch(calls, port);
  }
}
