package dev.remit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// An answer to a request that was written by hand, because clients mend what they send.
public record RawHttp(int status, String head, String body) {

  public static RawHttp send(int port, String line, String... headers) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\nHost: shop.example\r\n");
      List.of(headers).forEach(header -> request.append(header).append("\r\n"));
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Does not wait for the end of the connection, which servers keep open for a while.
  private static RawHttp read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the answer ends in its head: " + head);
      }
      head.append((char) next);
    }
    int status = Integer.parseInt(head.substring(9, 12));
    RawHttp empty = new RawHttp(status, head.toString(), "");
    String length = empty.header("content-length");
    return length.isEmpty()
        ? empty
        : new RawHttp(
            status,
            head.toString(),
            new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8));
  }

  /// The value of a header; empty where it is not there.
  public String header(String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }
}
