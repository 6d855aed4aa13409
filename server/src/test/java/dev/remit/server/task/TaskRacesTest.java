package dev.remit.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.json.Json;
import dev.remit.server.RunningService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskRacesTest {
  private static final int CLIENTS = 64;
  private static final int EACH = 5;

  @TempDir private Path folder;

  @Test
  void clientsThatRaceForOneBudgetSpendAllOfItAndNoMore() throws Exception {
    try (Desk desk = Desk.open(folder)) {
      Json.JsonObject opened = desk.opened("bot");
      String token = RunningService.text(opened, "token");
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Long>> spent = new ArrayList<>();
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          int client = i;
          spent.add(
              clients.submit(() -> {
                start.await();
                return refund(desk, token, client);
              }));
        }
        start.countDown();
      }
      long total = 0;
      for (Future<Long> each : spent) {
        total += each.get();
      }
      // What is left is less than anybody asked for.
      assertThat(total).isBetween(500L - 9, 500L);
      String task = RunningService.text(opened, "id");
      assertThat(desk.meter(task, "refunds")).isEqualTo(total);
      desk.restart();
      assertThat(desk.meter(task, "refunds")).isEqualTo(total);
    }
  }

  private static long refund(Desk desk, String token, int client) throws Exception {
    long spent = 0;
    for (int i = 0; i < EACH; i++) {
      int amount = 1 + (client + i) % 9;
      if (desk.permits(token, "bot", "refund", "Order/" + client, amount)) {
        spent += amount;
      }
    }
    return spent;
  }

  @Test
  void retriesAtOnceAreOneDecision() throws Exception {
    try (Desk desk = Desk.open(folder)) {
      Json.JsonObject opened = desk.opened("bot");
      String token = RunningService.text(opened, "token");
      String refund = Desk.question("bot", "refund", "Order/1", 100);
      List<Future<String>> answers = new ArrayList<>();
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < CLIENTS; i++) {
          answers.add(
              clients.submit(
                  () -> desk.send("/access/v1/evaluation", refund, token, "\"same\"").body()));
        }
      }
      List<String> distinct = new ArrayList<>();
      for (Future<String> answer : answers) {
        distinct.add(answer.get());
      }
      assertThat(distinct.stream().distinct()).hasSize(1);
      assertThat(desk.meter(RunningService.text(opened, "id"), "refunds")).isEqualTo(100);
    }
  }
}
