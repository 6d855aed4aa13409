package dev.remit.bench.service;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request as its bytes of HTTP/1.1, and the decisions that its answer has to have.
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Question(byte[] bytes, boolean[] expected) {
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
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + content.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(content, 0, whole, start.length, content.length);
    boolean[] expected = new boolean[calls.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = world.isPermitted(calls.get(i));
    }
    return new Question(whole, expected);
  }
}
