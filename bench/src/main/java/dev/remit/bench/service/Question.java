package dev.remit.bench.service;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request as its bytes, and the decisions that its answer has to have. `dataAt` is where in a
/// request of HTTP/2 the frame of its data begins.
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Question(byte[] bytes, int dataAt, boolean[] expected) {
  /// Asks nothing.
  static final Question NONE = new Question(new byte[0], 0, new boolean[0]);

  /// Places in the static table of RFC 7541, appendix A.
  private static final byte METHOD_POST = (byte) 0x83;

  private static final byte SCHEME_HTTP = (byte) 0x86;
  private static final byte AUTHORITY = 1;
  private static final byte PATH = 4;
  private static final int LENGTH_MAX = 126;

  static Question post(
      URI address, String token, String body, ServiceRules world, List<ServiceRules.Call> calls) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: %s\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                address.getPath(),
                address.getAuthority(),
                token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n",
                content.length);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(content);
    return new Question(whole.toByteArray(), 0, expected(world, calls));
  }

  /// A unary call of gRPC: a frame with headers, none of which is kept for later ones, and one with
  /// the message.
  static Question grpc(
      URI address,
      String token,
      byte[] message,
      ServiceRules world,
      List<ServiceRules.Call> calls) {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    headers.write(METHOD_POST);
    headers.write(SCHEME_HTTP);
    headers.write(PATH);
    text(headers, address.getPath());
    headers.write(AUTHORITY);
    text(headers, address.getAuthority());
    literal(headers, "content-type", "application/grpc");
    literal(headers, "te", "trailers");
    if (!token.isEmpty()) {
      literal(headers, "x-remit-authorization", "Bearer " + token);
    }
    int data = GrpcWire.MESSAGE_HEAD + message.length;
    ByteBuffer whole =
        ByteBuffer.allocate(GrpcWire.FRAME_HEAD + headers.size() + GrpcWire.FRAME_HEAD + data);
    frame(whole, headers.size(), GrpcWire.HEADERS, GrpcWire.END_HEADERS);
    whole.put(headers.toByteArray());
    int dataAt = whole.position();
    frame(whole, data, GrpcWire.DATA, GrpcWire.END_STREAM);
    whole.put((byte) 0).putInt(message.length).put(message);
    return new Question(whole.array(), dataAt, expected(world, calls));
  }

  /// The head of a frame of a stream that is yet to be numbered.
  private static void frame(ByteBuffer out, int count, byte type, byte flags) {
    out.put((byte) (count >> 16)).putShort((short) count).put(type).put(flags).putInt(0);
  }

  private static void literal(ByteArrayOutputStream out, String name, String value) {
    out.write(0);
    text(out, name);
    text(out, value);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException(text + " is longer than " + LENGTH_MAX);
    }
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean[] expected(ServiceRules world, List<ServiceRules.Call> calls) {
    boolean[] expected = new boolean[calls.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = world.isPermitted(calls.get(i));
    }
    return expected;
  }
}
