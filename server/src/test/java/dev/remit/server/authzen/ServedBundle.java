package dev.remit.server.authzen;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
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

  static ServedBundle start(String name, Path data) throws ServerFault, SyntaxException {
    return start(name, data, "none");
  }

  static ServedBundle start(String name, Path data, String publicUrl)
      throws ServerFault, SyntaxException {
    Settings settings =
        SettingsReader.with(
            SettingsReader.read(
                new Source("test.yaml", "listen: {public-url: \"" + publicUrl + "\"}")),
            bundle(name),
            data,
            0);
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
