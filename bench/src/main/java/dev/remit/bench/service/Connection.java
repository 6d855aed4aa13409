package dev.remit.bench.service;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// One connection of HTTP/1.1, kept alive, that asks as cheaply as it can: the generator shares the
/// processor with what it measures. For one thread.
final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int BODY_MAX = 16 << 20;
  private static final int OK = 200;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private final byte[] read = new byte[64 << 10];
  private int from;
  private int to;
  private byte[] body = new byte[4 << 10];

  Connection(int port) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Whether the answer is right. Throws if there is none, or one with another status than 200.
  boolean ask(Question question, Form form) throws IOException {
    out.write(question.bytes());
    String status = line();
    int length = -1;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      if (name.equals("content-length")) {
        length = Integer.parseInt(header.substring(colon + 1).trim());
      } else if (name.equals("transfer-encoding")) {
        chunked = true;
      }
    }
    if (chunked) {
      length = readChunks();
    } else {
      readBody(0, length);
    }
    if (!status.startsWith(" " + OK, "HTTP/1.1".length())) {
      String text = new String(body, 0, Math.min(length, 300), StandardCharsets.UTF_8);
      throw new IOException(status + " " + text);
    }
    return form.isRight(body, length, question.expected());
  }

  /// The length of the body. Source: RFC 9112, 7.1.
  private int readChunks() throws IOException {
    int length = 0;
    while (true) {
      int part = Integer.parseInt(line(), 16);
      readBody(length, part);
      length += part;
      String end = line();
      if (part == 0 || !end.isEmpty()) {
        return length;
      }
    }
  }

  private void readBody(int start, int count) throws IOException {
    if (count < 0 || count > BODY_MAX - start) {
      throw new IOException("an answer of length " + count);
    }
    if (body.length < start + count) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, start + count));
    }
    for (int at = start; at < start + count; ) {
      if (from == to) {
        fill();
      }
      int part = Math.min(start + count - at, to - from);
      System.arraycopy(read, from, body, at, part);
      from += part;
      at += part;
    }
  }

  private void fill() throws IOException {
    from = 0;
    to = in.read(read);
    if (to <= 0) {
      to = 0;
      throw new EOFException("the connection was closed");
    }
  }

  /// Without its end.
  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    while (true) {
      if (from == to) {
        fill();
      }
      byte next = read[from++];
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
