package dev.remit.server;

import dev.remit.server.setting.SettingsReader;
import java.nio.file.Path;

/// A service in a process of its own, which a test will kill. Prints its port when it answers.
final class CrashedService {
  private CrashedService() {}

  /// The folders of the bundle and of the data.
  public static void main(String[] arguments) throws Exception {
    RemitServer server =
        RemitServer.start(
            SettingsReader.with(
                SettingsReader.defaults(), Path.of(arguments[0]), Path.of(arguments[1]), 0),
            Surroundings.system(System.out::println));
    System.out.println("port " + server.port());
    System.out.flush();
    Thread.currentThread().join();
  }
}
