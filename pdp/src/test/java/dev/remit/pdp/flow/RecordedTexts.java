package dev.remit.pdp.flow;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.testkit.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Every text and number in the public recorded runs: messages, results of tools, arguments.
final class RecordedTexts {
  private RecordedTexts() {}

  /// Each once. Where the runs are absent the calling test is skipped.
  static Set<String> all() throws IOException, SyntaxException {
    Set<String> texts = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(SharedData.require("agents/runs"), "*.jsonl.gz")) {
      for (Path file : files) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
              addTexts(JsonReader.read(new Source(file.toString(), line)), texts);
            }
          }
        }
      }
    }
    return texts;
  }

  private static void addTexts(Json json, Set<String> texts) {
    switch (json) {
      case Json.JsonString(String text, var _) -> texts.add(text);
      case Json.JsonArray array -> array.elements().forEach(each -> addTexts(each, texts));
      case Json.JsonObject object ->
          object.members().forEach(member -> addTexts(member.value(), texts));
      case Json.JsonNumber(String literal, var _) -> texts.add(literal);
      case Json.JsonInteger(long integer, var _) -> texts.add(Long.toString(integer));
      case Json.JsonBool _, Json.JsonNull _ -> {}
    }
  }
}
