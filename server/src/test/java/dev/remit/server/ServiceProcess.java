package dev.remit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A service in a process of its own, which its test kills.
public final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final String token;
  private final int port;

  private ServiceProcess(Process process, BufferedReader lines, String token, int port) {
    this.process = process;
    this.lines = lines;
    this.token = token;
    this.port = port;
  }

  /// `token` is the administrator's, which only the first start on a data folder tells.
  public static ServiceProcess start(Path bundle, Path data, String token) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                CrashedService.class.getName(),
                bundle.toString(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String known = token;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String last = line.substring(line.lastIndexOf(' ') + 1);
      if (line.startsWith("administrator token")) {
        known = last;
      }
      if (line.startsWith("port ")) {
        return new ServiceProcess(process, lines, known, Integer.parseInt(last));
      }
    }
    throw new IllegalStateException("the service ended before it answered");
  }

  public String token() {
    return token;
  }

  public int port() {
    return port;
  }

  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    lines.close();
  }
}
