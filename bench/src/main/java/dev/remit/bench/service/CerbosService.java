package dev.remit.bench.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Cerbos over its HTTP or gRPC API, with its decisions audited to a file and no line for each
/// request.
final class CerbosService implements Contender {
  private final ServiceRules world;
  private final String binary;
  private final boolean isGrpc;

  CerbosService(ServiceRules world, String binary, boolean isGrpc) {
    this.world = world;
    this.binary = binary;
    this.isGrpc = isGrpc;
  }

  @Override
  public String name() {
    return isGrpc ? "cerbos-grpc" : "cerbos";
  }

  @Override
  public Form form() {
    return isGrpc ? GrpcForms.CERBOS : Form.CERBOS;
  }

  @Override
  public Wire wire() {
    return isGrpc ? new GrpcWire() : new Http1Wire();
  }

  @Override
  public void prepare(Path folder) {}

  @Override
  public Service start(Path folder, int port) throws IOException {
    int other = Service.freePort();
    AsCerbos.write(world, folder, isGrpc ? other : port, isGrpc ? port : other);
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
    return isGrpc
        ? Question.grpc(
            Contender.address(port, "/cerbos.svc.v1.CerbosService/CheckResources"),
            "",
            AsCerbos.message(calls),
            world,
            calls)
        : Question.post(
            Contender.address(port, "/api/check/resources"),
            "",
            AsCerbos.question(calls),
            world,
            calls);
  }
}
