package dev.remit.bench.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// gRPC over HTTP/2 without TLS, as little of it as unary calls need. Headers of answers are not
/// looked at: an answer that says of an error has no message, and so is wrong.
///
/// Source: RFC 9113, and the gRPC project's `PROTOCOL-HTTP2`.
final class GrpcWire implements Wire {
  static final int FRAME_HEAD = 9;
  static final int MESSAGE_HEAD = 5;
  static final byte DATA = 0;
  static final byte HEADERS = 1;
  static final byte END_STREAM = 1;
  static final byte END_HEADERS = 4;

  private static final byte RST_STREAM = 3;
  private static final byte SETTINGS = 4;
  private static final byte PING = 6;
  private static final byte GOAWAY = 7;
  private static final byte WINDOW_UPDATE = 8;
  private static final byte ACK = 1;
  private static final byte PADDED = 8;
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer due = ByteBuffer.allocate(1 << 10);
  private byte[] body = new byte[4 << 10];
  private int length;
  private int stream = -1;
  private int taken;

  GrpcWire() {
    due.put(PREFACE);
    frame(SETTINGS, (byte) 0, 0, 0);
  }

  private void frame(byte type, byte flags, int at, int count) {
    due.put((byte) (count >> 16)).putShort((short) count).put(type).put(flags).putInt(at);
  }

  @Override
  public void write(Question question, ByteBuffer out) {
    if (taken > 0) {
      frame(WINDOW_UPDATE, (byte) 0, 0, Integer.BYTES);
      due.putInt(taken);
      taken = 0;
    }
    out.put(due.flip());
    due.clear();
    length = 0;
    stream += 2;
    int start = out.position();
    out.put(question.bytes());
    out.putInt(start + 5, stream);
    out.putInt(start + question.dataAt() + 5, stream);
  }

  @Override
  public boolean take(ByteBuffer in) throws IOException {
    while (in.remaining() >= FRAME_HEAD) {
      int start = in.position();
      int count = in.getInt(start) >>> 8;
      byte type = in.get(start + 3);
      byte flags = in.get(start + 4);
      if (in.remaining() < FRAME_HEAD + count) {
        return false;
      }
      in.position(start + FRAME_HEAD + count);
      if (accept(type, flags, in.slice(start + FRAME_HEAD, count))) {
        return true;
      }
    }
    return false;
  }

  private boolean accept(byte type, byte flags, ByteBuffer payload) throws IOException {
    boolean ends = (flags & END_STREAM) != 0;
    switch (type) {
      case DATA -> {
        if ((flags & PADDED) != 0) {
          throw new IOException("padded data");
        }
        taken += payload.remaining();
        add(payload);
        return ends;
      }
      case HEADERS -> {
        return ends;
      }
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          frame(SETTINGS, ACK, 0, 0);
        }
      }
      case PING -> {
        if ((flags & ACK) == 0) {
          frame(PING, ACK, 0, payload.remaining());
          due.put(payload);
        }
      }
      case RST_STREAM, GOAWAY ->
          throw new IOException(
              "ended by the service: " + StandardCharsets.ISO_8859_1.decode(payload));
      default -> {} // Of no concern here.
    }
    return false;
  }

  private void add(ByteBuffer payload) {
    int count = payload.remaining();
    if (body.length < length + count) {
      body = Arrays.copyOf(body, Math.max(2 * body.length, length + count));
    }
    payload.get(body, length, count);
    length += count;
  }

  /// With the five bytes before the message.
  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public int length() {
    return length;
  }
}
