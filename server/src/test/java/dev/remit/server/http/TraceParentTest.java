package dev.remit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static Optional<TraceParent> find(String header) {
    return TraceParent.find(RequestHeaders.of(HttpMethod.GET, "/", TraceParent.HEADER, header));
  }

  @Test
  void theTraceIsKeptAndTheStepIsNew() {
    TraceParent given = find("00-" + TRACE + "-00f067aa0ba902b7-00").orElseThrow();
    assertThat(given.next().text()).startsWith("00-" + TRACE + "-").endsWith("-00");
    assertThat(given.next().parentId()).isNotEqualTo(given.parentId());
    assertThat(find("cc-" + TRACE + "-00f067aa0ba902b7-03-later").orElseThrow().isSampled())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
      })
  void whatIsNoTraceIsPassedOver(String header) {
    assertThat(find(header)).isEmpty();
  }
}
