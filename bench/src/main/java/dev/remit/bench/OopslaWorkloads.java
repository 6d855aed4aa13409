package dev.remit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The workloads of the OOPSLA 2024 paper on Cedar, as published: policies, one entity hierarchy of
/// size N, and 500 requests with the official engine's decisions.
final class OopslaWorkloads {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OopslaWorkloads() {}

  static CedarWorkload load(String application, int size) {
    Path folder = SharedData.require("cedar/oopsla").resolve(application);
    Path hierarchy = folder.resolve("n" + size);
    try {
      String policies = application.equals("tinytodo") ? "tinytodo.cedar" : "policies.cedar";
      List<CedarWorkload.Call> calls = new ArrayList<>();
      for (JsonNode row : JSON.readTree(gunzip(hierarchy.resolve("h0.requests.json.gz")))) {
        calls.add(
            new CedarWorkload.Call(
                new CedarWorkload.Uid(row.get(0).asText(), row.get(1).asText()),
                CedarWorkload.Uid.ofAction(row.get(2).asText()),
                new CedarWorkload.Uid(row.get(3).asText(), row.get(4).asText())));
      }
      return new CedarWorkload(
          Files.readString(folder.resolve(policies)),
          gunzip(hierarchy.resolve("h0.entities.json.gz")),
          calls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String gunzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
