package dev.remit.server.authzen;

import dev.remit.server.RemitServer;
import dev.remit.server.ServerFault;
import dev.remit.server.Surroundings;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import dev.remit.testkit.SharedData;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The whole service on a bundle of the test resources, with its administrator as the caller.
final class ServedBundle implements AutoCloseable {
  private final RemitServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Exchange exchange;

  private ServedBundle(RemitServer server, String token) {
    this.server = server;
    this.exchange = new Exchange(client, server.port(), token);
  }

  static Path bundle(String name) {
    return SharedData.projectRoot().resolve("server/src/test/resources/authzen").resolve(name);
  }

  static ServedBundle start(String name, Path data) throws ServerFault {
    return start(name, data, new Settings.OptionalUrl(List.of()));
  }

  static ServedBundle start(String name, Path data, Settings.OptionalUrl publicUrl)
      throws ServerFault {
    Settings defaults = SettingsReader.with(SettingsReader.defaults(), bundle(name), data, null);
    Settings settings =
        new Settings(
            defaults.bundle(),
            defaults.data(),
            new Settings.Listen("127.0.0.1", 0, publicUrl, defaults.listen().tls()),
            defaults.log(),
            defaults.limits(),
            defaults.issuers());
    List<String> told = new ArrayList<>();
    RemitServer server = RemitServer.start(settings, Surroundings.system(told::add));
    String line = told.getFirst();
    return new ServedBundle(server, line.substring(line.lastIndexOf(' ') + 1));
  }

  Exchange exchange() {
    return exchange;
  }

  @Override
  public void close() throws ServerFault {
    client.close();
    server.close();
  }
}
