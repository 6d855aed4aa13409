package dev.remit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.server.logging.AccessLogWriter;
import dev.remit.cedar.value.Name;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.record.Decider;
import dev.remit.pdp.record.UnrecordedAnswers;
import dev.remit.pdp.request.Credential;
import dev.remit.server.access.Admission;
import dev.remit.server.access.Caller;
import dev.remit.server.access.Gate;
import dev.remit.server.access.PerTenant;
import dev.remit.server.credential.CredentialValidator;
import dev.remit.server.credential.Flaw;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.decision.DecisionService;
import dev.remit.server.decision.LogRecorder;
import dev.remit.server.envoy.AuthorizationCheck;
import dev.remit.server.forward.ForwardAuthEndpoint;
import dev.remit.server.gateway.ClientTokens;
import dev.remit.server.gateway.Gateways;
import dev.remit.server.http.Endpoints;
import dev.remit.server.setting.Settings;
import dev.remit.server.setting.SettingsReader;
import dev.remit.store.data.TenantId;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc.AuthorizationBlockingStub;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that is registered for services and orders alone, over both protocols.
final class RestrictedGatewayTest {
  private static final Gate RESTRICTED =
      (_, _, _) ->
          CompletableFuture.completedFuture(
              new Admission.Admitted(
                  new Caller(
                      "gate-7",
                      Set.of(),
                      "gate-7",
                      new Caller.SpeaksFor(Set.of(new Name("Service")), Set.of(new Name("Order")))),
                  Credential.absent()));

  private static final Gate BUSY =
      (_, _, _) ->
          CompletableFuture.completedFuture(
              new Admission.Unavailable(Flaw.BUSY.code(), Flaw.BUSY.detail()));

  private static final Gate BROKEN =
      (_, _, _) -> {
        throw new IllegalStateException("the gate is broken");
      };

  @TempDir private Path data;

  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private ExecutorService blocking;
  private Storage storage;
  private DecisionService decisions;
  private CredentialValidator credentials;
  private ClientTokens tokens;

  @BeforeEach
  void open() throws Exception {
    blocking = Executors.newVirtualThreadPerTaskExecutor();
    storage =
        Storage.open(data, List.of(TenantId.DEFAULT), Settings.Keeping.BUFFERED, Clock.systemUTC());
    TenantStorage kept = storage.tenants().require(TenantId.DEFAULT);
    Path folder = Path.of(System.getProperty("remit.root"), "examples", "gateway");
    BundleFiles files = BundleReader.readFiles(folder);
    decisions =
        new DecisionService(
            ActiveBasis.begin(
                kept.bundles(), kept.entities(), BundleReader.read(folder, files), files),
            new LogRecorder(storage.log(), blocking),
            new Decider.Sources(
                Clock.systemUTC(), System::nanoTime, () -> ThreadLocalRandom.current().nextLong()),
            new UnrecordedAnswers(UnrecordedAnswers.Choice.DENY),
            "default");
    credentials =
        new CredentialValidator(
            SettingsReader.defaults(), Clock.systemUTC(), blocking, faults::add);
    tokens = new ClientTokens(credentials);
  }

  @AfterEach
  void close() throws Exception {
    credentials.close();
    blocking.close();
    storage.close();
  }

  private Listener listener(Gate gate) throws ServerFault {
    Settings settings = SettingsReader.with(SettingsReader.defaults(), null, null, 0);
    Endpoints endpoints =
        new Endpoints(
            List.of(new ForwardAuthEndpoint(new Gateways(decisions, tokens)).endpoint()),
            List.of(
                new AuthorizationCheck(PerTenant.only(decisions), tokens, gate, faults::add)
                    .service(1 << 20)),
            gate,
            settings.limits(),
            blocking,
            faults::add);
    return Listener.open(settings, endpoints, AccessLogWriter.disabled(), faults::add);
  }

  private static RawHttp ask(Listener listener, String method, String uri) {
    return RawHttp.send(
        listener.port(),
        "GET /v1/forward-auth",
        "X-Client: shop-web",
        "X-Original-Method: " + method,
        "X-Original-URI: " + uri);
  }

  private static CheckResponse check(Listener listener, String path) {
    return GrpcClients.newClient(
            "gproto+http://127.0.0.1:" + listener.port(), AuthorizationBlockingStub.class)
        .check(
            CheckRequest.newBuilder()
                .setAttributes(
                    AttributeContext.newBuilder()
                        .setRequest(
                            AttributeContext.Request.newBuilder()
                                .setHttp(
                                    AttributeContext.HttpRequest.newBuilder()
                                        .setMethod("GET")
                                        .setPath(path)
                                        .putHeaders("x-client", "shop-web"))))
                .build());
  }

  /// Policies would permit the second of each: nobody is told, and there is no record of it.
  @Test
  void itMayAskOnlyAboutWhatItIsRegisteredForOnceMapped() throws Exception {
    try (Listener listener = listener(RESTRICTED)) {
      assertThat(ask(listener, "GET", "/orders/7").status()).isEqualTo(200);
      RawHttp refused = ask(listener, "GET", "/orders");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("caller.not-registered-for");
      assertThat(check(listener, "/orders/7").hasOkResponse()).isTrue();
      CheckResponse denied = check(listener, "/orders");
      assertThat(denied.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED_VALUE);
      assertThat(denied.hasDeniedResponse()).isTrue();
    }
    assertThat(storage.log().accounts().logged()).isEqualTo(2);
  }

  @Test
  void whileItCannotBeKnownWhoAsksNothingPasses() throws Exception {
    try (Listener listener = listener(BUSY)) {
      CheckResponse denied = check(listener, "/orders/7");
      assertThat(denied.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
      assertThat(denied.hasDeniedResponse()).isTrue();
      RawHttp refused = ask(listener, "GET", "/orders/7");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("credential.busy");
    }
    assertThat(storage.log().accounts().logged()).isZero();
  }

  @Test
  void aFaultOfOurOwnIsADenialThatTheOperatorIsToldOf() throws Exception {
    try (Listener listener = listener(BROKEN)) {
      CheckResponse denied = check(listener, "/orders/7");
      assertThat(denied.getStatus().getCode()).isEqualTo(Code.INTERNAL_VALUE);
      assertThat(denied.hasDeniedResponse()).isTrue();
      assertThat(ask(listener, "GET", "/orders/7").status()).isEqualTo(500);
    }
    assertThat(faults).hasSize(2).allMatch(fault -> fault.contains("the gate is broken"));
    assertThat(storage.log().accounts().logged()).isZero();
  }
}
