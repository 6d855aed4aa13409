package dev.remit.server.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A real nginx with the example's configuration, in a folder of its own.
final class Nginx implements AutoCloseable {
  private static final int READY_SECONDS = 20;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Asks the service at `remit` with `token`, and passes on to `backend`.
  static Nginx start(Path folder, int remit, String token, int backend)
      throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("remit.root"));
    String settings =
        Files.readString(root.resolve("examples/gateway/nginx/nginx.conf"))
            .replace("http {\n", "http {\n  access_log off;\n")
            .replace("REMIT/", "127.0.0.1:" + remit + "/")
            .replace("BACKEND", "127.0.0.1:" + backend);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("client-keys.conf"), "\"web-key\" shop-web;\n\"desk-key\" support-desk;\n");
    Files.writeString(
        folder.resolve("proxy-credential.conf"),
        "proxy_set_header X-Remit-Authorization \"Bearer " + token + "\";\n");
    return start(folder, settings);
  }

  /// With a configuration that names `LISTEN` as the address.
  static Nginx start(Path folder, String settings) throws IOException, InterruptedException {
    String program = program(Path.of(System.getProperty("remit.root")));
    int port = freePort();
    String temporary =
        """
        http {
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
        """;
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("nginx.conf"),
        settings.replace("http {\n", temporary).replace("LISTEN", "127.0.0.1:" + port));
    Path errors = folder.resolve("error.log");
    Process process =
        new ProcessBuilder(
                program,
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                errors.toString(),
                "-g",
                "daemon off; master_process off; pid nginx.pid;")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    Nginx nginx = new Nginx(process, port);
    nginx.awaitReady(errors);
    return nginx;
  }

  private static String program(Path root) throws IOException, InterruptedException {
    Process script = new ProcessBuilder(root.resolve("server/test-servers").toString()).start();
    script.getErrorStream().transferTo(System.out);
    String path =
        new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (script.waitFor() != 0) {
      assertThat(System.getenv("CI")).as("an nginx is needed under CI").isNotEqualTo("true");
      abort("no nginx, and it cannot be had");
    }
    return path;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path errors) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError("nginx did not start: " + Files.readString(errors));
      }
      Thread.onSpinWait();
    }
  }

  private boolean isReady() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
