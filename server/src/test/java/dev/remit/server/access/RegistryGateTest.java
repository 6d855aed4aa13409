package dev.remit.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.credential.Flaw;
import dev.remit.server.credential.SetClock;
import dev.remit.server.credential.TestIssuer;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import dev.remit.store.data.TenantId;
import dev.remit.store.disk.FolderDisk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryGateTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /// More than are checked at once.
  private static final int FLOOD = 1_000;

  @TempDir private Path folder;

  private static CompletableFuture<Admission> admit(Gate gate, String token) {
    RequestHeaders headers =
        RequestHeaders.of(HttpMethod.GET, "/", "authorization", "Bearer " + token);
    ServiceRequestContext context = ServiceRequestContext.of(HttpRequest.of(headers));
    return gate.admit(context, headers, Right.READ_BUNDLES).toCompletableFuture();
  }

  /// No thread of the validator ever runs here: it is as busy as can be.
  @Test
  void whileTooManyTokensAreCheckedFurtherOnesAreToldToComeAgainAndKeysStillPass()
      throws Exception {
    SetClock clock = new SetClock(NOON);
    List<String> told = new ArrayList<>();
    CallerRegistry callers =
        CallerRegistry.open(FolderDisk.open(folder), OwnPolicies.shipped(), clock, told::add);
    String line = told.getFirst();
    Settings settings =
        SettingsReader.read(
            new Source(
                "remit.yaml",
                "issuers: {corp: {issuer: 'https://i.example', jwks: 'file:///none', audiences: [remit]}}"));
    String token =
        TestIssuer.sign(
            TestIssuer.ecKey("k1"),
            "{\"iss\":\"https://i.example\",\"sub\":\"a\",\"aud\":\"remit\",\"exp\":9999999999}");
    try (CredentialValidator credentials =
        new CredentialValidator(settings, clock, _ -> {}, told::add)) {
      Gate gate = new RegistryGate(callers, credentials, List.of(TenantId.DEFAULT), clock);
      List<Admission> answered = new ArrayList<>();
      for (int i = 0; i < FLOOD; i++) {
        CompletableFuture<Admission> admission = admit(gate, token);
        if (admission.isDone()) {
          answered.add(admission.join());
        }
      }
      assertThat(answered)
          .hasSizeBetween(FLOOD / 2, FLOOD - 1)
          .containsOnly(new Admission.Unavailable(Flaw.BUSY.code(), Flaw.BUSY.detail()));
      assertThat(admit(gate, line.substring(line.lastIndexOf(' ') + 1)).join())
          .isInstanceOf(Admission.Admitted.class);
    }
  }
}
