package dev.remit.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remit.client.Answer;
import dev.remit.client.Question;
import dev.remit.client.Reason;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class AuthorizationFilterTest {
  private final List<Question> asked = new ArrayList<>();
  private int wentOn;

  private void filter(FakeCall call, Function<Question, Answer> remit)
      throws IOException, ServletException {
    new AuthorizationFilter(
            question -> {
              asked.add(question);
              return remit.apply(question);
            },
            RequestMapping.methodAndPath("ServiceAccount", "Path"))
        .doFilter(call.request(), call.response(), (_, _) -> wentOn++);
  }

  private static Answer denied(String code) {
    return new Answer.Denied("d1", List.of(new Reason(code, "", "")), List.of());
  }

  @Test
  void whatIsPermittedGoesOn() throws Exception {
    FakeCall call = FakeCall.of("ci", "GET", "/reports/7");
    filter(call, _ -> new Answer.Permitted("d1", List.of(), List.of()));
    assertThat(wentOn).isEqualTo(1);
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.header("X-Remit-Decision")).isEqualTo("d1");
    assertThat(asked.getFirst()).hasToString("ServiceAccount::ci get Path::/app/reports/7");
  }

  @Test
  void aDenialIsForbiddenAndDoesNotGoOn() throws Exception {
    FakeCall call = FakeCall.of("ci", "GET", "/reports/7");
    filter(call, _ -> denied("no-permit"));
    assertThat(wentOn).isZero();
    assertThat(call.status()).isEqualTo(403);
    assertThat(call.header("X-Remit-Decision")).isEqualTo("d1");
  }

  @Test
  void withoutAnAnswerNothingGoesOn() throws Exception {
    FakeCall call = FakeCall.of("ci", "GET", "/reports/7");
    filter(call, _ -> denied(Reason.UNAVAILABLE));
    assertThat(wentOn).isZero();
    assertThat(call.status()).isEqualTo(503);
  }

  @Test
  void nobodyIsAskedToAuthenticateAndRemitIsNotAsked() throws Exception {
    FakeCall call = new FakeCall(Map.of("getMethod", "GET", "getServletPath", "/app"));
    filter(call, _ -> new Answer.Permitted("d1", List.of(), List.of()));
    assertThat(wentOn).isZero();
    assertThat(call.status()).isEqualTo(401);
    assertThat(asked).isEmpty();
  }

  @Test
  void aFaultOfTheMappingDoesNotGoOn() {
    FakeCall call = new FakeCall(Map.of("getUserPrincipal", (Principal) () -> "ci"));
    assertThatThrownBy(() -> filter(call, _ -> new Answer.Permitted("d1", List.of(), List.of())))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(wentOn).isZero();
  }
}
