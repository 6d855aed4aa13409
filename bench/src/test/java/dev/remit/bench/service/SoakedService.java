package dev.remit.bench.service;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.server.RemitServer;
import dev.remit.server.ServerFault;
import dev.remit.server.Surroundings;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;

/// A service in a process of its own, which takes the arguments that the launcher would.
final class SoakedService {
  private SoakedService() {}

  /// `serve --config FILE --bundle DIR --data DIR --port N`.
  public static void main(String[] arguments) throws Exception {
    Path config = Path.of(arguments[2]);
    Settings settings =
        SettingsReader.with(
            SettingsReader.read(new Source("remit.yaml", Files.readString(config))),
            Path.of(arguments[4]),
            Path.of(arguments[6]),
            Integer.parseInt(arguments[8]));
    RemitServer server = RemitServer.start(settings, Surroundings.system(System.out::println));
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  try {
                    server.close();
                  } catch (ServerFault e) {
                    System.out.println(e.text());
                  }
                }));
    System.out.println("remit: " + server.summary());
    Thread.currentThread().join();
  }
}
