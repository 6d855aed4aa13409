package dev.remit.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Questions divided into requests that the service takes.
final class Batches {
  private Batches() {}

  /// In order; none is empty, and a question that alone is larger has a batch of its own.
  static List<List<Question>> of(List<Question> questions, int countMax, int bytesMax) {
    List<List<Question>> batches = new ArrayList<>();
    List<Question> batch = new ArrayList<>();
    int bytes = 0;
    for (Question question : questions) {
      int length = question.json().getBytes(StandardCharsets.UTF_8).length + 1;
      if (!batch.isEmpty() && (batch.size() == countMax || bytes + length > bytesMax)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(question);
      bytes += length;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  static String json(List<Question> batch) {
    return batch.stream()
        .map(Question::json)
        .collect(Collectors.joining(",", "{\"evaluations\":[", "]}"));
  }
}
