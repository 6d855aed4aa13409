package dev.remit.bench.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// HTTP/1.1, kept alive. Source: RFC 9112.
final class Http1Wire implements Wire {
  private static final int SHOWN_MAX = 300;
  private static final int INCOMPLETE = -1;

  private byte[] body = new byte[4 << 10];
  private int length;

  @Override
  public void write(Question question, ByteBuffer out) {
    out.put(question.bytes());
  }

  @Override
  public boolean take(ByteBuffer in) throws IOException {
    byte[] bytes = new byte[in.remaining()];
    in.get(in.position(), bytes);
    int start = headEnd(bytes);
    if (start == INCOMPLETE) {
      return false;
    }
    String head = new String(bytes, 0, start, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    length = 0;
    int end =
        head.contains("\r\ntransfer-encoding: chunked\r\n")
            ? chunks(bytes, start)
            : whole(bytes, start, contentLength(head));
    if (end == INCOMPLETE) {
      return false;
    }
    in.position(in.position() + end);
    if (!head.startsWith("http/1.1 200 ")) {
      String said = new String(body, 0, Math.min(length, SHOWN_MAX), StandardCharsets.UTF_8);
      throw new IOException(head.lines().findFirst().orElse("") + " " + said);
    }
    return true;
  }

  private static int headEnd(byte[] bytes) {
    for (int i = 0; i + 4 <= bytes.length; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i + 4;
      }
    }
    return INCOMPLETE;
  }

  private static int contentLength(String head) throws IOException {
    String name = "\r\ncontent-length:";
    int at = head.indexOf(name);
    if (at < 0) {
      throw new IOException("an answer without a length: " + head);
    }
    return Integer.parseInt(head.substring(at + name.length(), head.indexOf('\r', at + 2)).trim());
  }

  private int whole(byte[] bytes, int from, int count) {
    if (bytes.length - from < count) {
      return INCOMPLETE;
    }
    add(bytes, from, count);
    return from + count;
  }

  private int chunks(byte[] bytes, int from) {
    int at = from;
    while (true) {
      int line = at;
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      if (at >= bytes.length) {
        return INCOMPLETE;
      }
      int count =
          Integer.parseInt(
              new String(bytes, line, at - line, StandardCharsets.US_ASCII).trim(), 16);
      at++;
      if (bytes.length - at < count + 2) {
        return INCOMPLETE;
      }
      add(bytes, at, count);
      at += count + 2;
      if (count == 0) {
        return at;
      }
    }
  }

  private void add(byte[] bytes, int from, int count) {
    if (body.length < length + count) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, length + count));
    }
    System.arraycopy(bytes, from, body, length, count);
    length += count;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public int length() {
    return length;
  }
}
