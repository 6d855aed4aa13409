package dev.remit.bench.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The web framework with the flags of Remit's service, answering a constant to the requests that
/// Remit gets.
final class BareService implements Contender {
  private final RemitService requests;
  private final boolean forces;

  /// Whether it answers as gRPC, and whether it forces a line to the disk before each answer.
  BareService(ServiceRules world, boolean isGrpc, boolean forces) {
    this.requests = new RemitService(world, "", "", isGrpc);
    this.forces = forces;
  }

  @Override
  public String name() {
    return "bare" + (requests.isGrpc() ? "-grpc" : "") + (forces ? "-fsync" : "");
  }

  @Override
  public Form form() {
    return Form.CONSTANT;
  }

  @Override
  public Wire wire() {
    return requests.wire();
  }

  @Override
  public void prepare(Path folder) {}

  @Override
  public Service start(Path folder, int port) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms128m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName(),
                Integer.toString(port)));
    if (forces) {
      command.add(folder.resolve("forced").toString());
    }
    return Service.start(command, folder.resolve("output"));
  }

  @Override
  public Question single(ServiceRules.Call call, int port) {
    return requests.single(call, port);
  }

  @Override
  public @Nullable Question batch(List<ServiceRules.Call> calls, int port) {
    return requests.batch(calls, port);
  }
}
