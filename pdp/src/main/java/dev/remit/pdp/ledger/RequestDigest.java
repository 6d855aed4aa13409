package dev.remit.pdp.ledger;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import dev.remit.pdp.request.MappedRequest;
import dev.remit.pdp.request.ReservedContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The SHA-256 of what a request asks for: principal, action, resources, what the caller said in
/// context and of entities, and the task. What Remit fills in is no part of it, so that it is the
/// same a second later.
public final class RequestDigest {
  private final MessageDigest digest;

  private RequestDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }

  /// In hexadecimal digits.
  public static String of(MappedRequest.Mapped request, TaskId task) {
    RequestDigest digest = new RequestDigest();
    digest.add(task.toString());
    digest.add(request.principal().toString());
    digest.add(request.action().toString());
    digest.add(Integer.toString(request.resources().size()));
    for (EntityUid resource : request.resources()) {
      digest.add(resource.toString());
    }
    RecordValue context = request.context();
    List<String> names = context.names();
    for (int i = 0; i < names.size(); i++) {
      if (!ReservedContext.isReserved(names.get(i))) {
        digest.add(names.get(i));
        digest.add(context.valueAt(i));
      }
    }
    digest.add(Integer.toString(request.overlay().size()));
    request
        .overlay()
        .forEach((uid, said) -> {
          digest.add(uid.toString());
          digest.add(said);
        });
    return HexFormat.of().formatHex(digest.digest.digest());
  }

  /// As Cedar writes it, sets in the order in which they were said.
  private void add(Value value) {
    add(value.toString());
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
