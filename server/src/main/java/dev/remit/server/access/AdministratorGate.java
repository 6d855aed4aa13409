package dev.remit.server.access;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.remit.store.disk.Disk;
import dev.remit.store.disk.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// A gate for one caller, the administrator, whose token is made when a data folder is first served
/// and told to the operator once. Only its hash is kept.
public final class AdministratorGate implements Gate {
  private static final String FOLDER = "access";
  private static final String FILE = FOLDER + "/administrator";
  private static final String BEARER = "Bearer ";
  private static final Caller ADMINISTRATOR =
      new Caller("administrator", Set.of("administrator"), "administrator", Caller.SpeaksFor.ALL);

  private final TokenHash hash;

  private AdministratorGate(TokenHash hash) {
    this.hash = hash;
  }

  public static AdministratorGate open(Disk disk, Consumer<String> operator) throws IOException {
    Optional<TokenHash> kept = find(disk);
    if (kept.isPresent()) {
      return new AdministratorGate(kept.get());
    }
    Token token = Token.draw();
    keep(disk, token.hash());
    operator.accept("administrator token, shown only now: " + token.secret());
    return new AdministratorGate(token.hash());
  }

  private static Optional<TokenHash> find(Disk disk) throws IOException {
    try {
      byte[] bytes = disk.readAll(FILE, TokenHash.TEXT_LENGTH);
      return Optional.of(TokenHash.parse(new String(bytes, StandardCharsets.US_ASCII)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static void keep(Disk disk, TokenHash hash) throws IOException {
    disk.createFolder(FOLDER);
    disk.forceFolder(Disk.ROOT);
    try (OpenFile file = disk.create(FILE)) {
      file.append(ByteBuffer.wrap(hash.text().getBytes(StandardCharsets.US_ASCII)));
      file.force();
    }
    disk.forceFolder(FOLDER);
  }

  @Override
  public CompletionStage<Admission> admit(
      ServiceRequestContext context, RequestHeaders headers, Right right) {
    return CompletableFuture.completedFuture(admission(headers));
  }

  private Admission admission(RequestHeaders headers) {
    String authorization = headers.get(HttpHeaderNames.AUTHORIZATION, "");
    if (!authorization.startsWith(BEARER)) {
      return new Admission.Unauthenticated(
          "caller.no-credential", "no credential; send `Authorization: Bearer TOKEN`");
    }
    TokenHash presented = TokenHash.of(authorization.substring(BEARER.length()));
    return presented.equals(hash)
        ? new Admission.Admitted(ADMINISTRATOR)
        : new Admission.Unauthenticated(
            "caller.unknown-token", "the token is not known; check that it is the newest");
  }

  @Override
  public boolean allows(Caller caller, Right right) {
    return true;
  }
}
