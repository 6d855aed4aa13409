package dev.remit.conformance.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.remit.cedar.value.Escapes;
import dev.remit.cli.Main;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Terminal;
import dev.remit.conformance.oracle.Answer;
import dev.remit.conformance.oracle.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// `remit authorize --json` on files in a folder of the test's own, in this process. Also holds
/// that a file of requests is answered as the request by its parts is.
public final class CommandEngine implements Engine {
  private static final Pattern PLACE = Pattern.compile("^\\S+:\\d+:\\d+: ");

  private final Path folder;

  public CommandEngine(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return "remit authorize";
  }

  @Override
  public Verdict<List<Verdict<Answer>>> decide(World world, List<Ask> asks) {
    List<String> files = write(world);
    List<Verdict<Answer>> verdicts = new ArrayList<>();
    asks.forEach(ask -> verdicts.add(decide(files, ask)));
    return new Verdict.Accepted<>(verdicts);
  }

  private Verdict<Answer> decide(List<String> files, Ask ask) {
    Run byParts = Run.of(ask.context(), arguments(files, parts(ask)));
    Run byFile = Run.of(line(ask), arguments(files, List.of("--requests", "-")));
    if (byParts.code() != byFile.code() || !byParts.out().equals(byFile.out())) {
      throw new AssertionError(byParts + " by its parts, but in a file " + byFile);
    }
    return byParts.verdict();
  }

  private static List<String> parts(Ask ask) {
    return List.of(
        "--principal",
        text(ask.principal()),
        "--action",
        text(ask.action()),
        "--resource",
        text(ask.resource()),
        "--context",
        "-",
        "--json");
  }

  private static String text(Uid uid) {
    return uid.type() + "::" + Escapes.quote(uid.id());
  }

  private static String line(Ask ask) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("principal", ask.principal().json());
    line.set("action", ask.action().json());
    line.set("resource", ask.resource().json());
    line.putRawValue("context", new RawValue(ask.context().replace("\n", " ")));
    return line.toString();
  }

  private static String[] arguments(List<String> files, List<String> asked) {
    List<String> arguments = new ArrayList<>(List.of("authorize"));
    arguments.addAll(files);
    arguments.addAll(asked);
    return arguments.toArray(String[]::new);
  }

  /// The options that name the files of a world.
  private List<String> write(World world) {
    StringBuilder policies = new StringBuilder();
    world.policies().forEach(policy -> policies.append(annotated(policy)).append('\n'));
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--policies", file("policies.cedar", policies.toString())));
    options.addAll(List.of("--entities", file("entities.json", world.entities())));
    if (!world.links().isEmpty()) {
      options.addAll(List.of("--links", file("links.json", links(world.links()))));
    }
    return options;
  }

  /// A policy is called by its annotation, which the text does not have yet.
  private static String annotated(PolicyText policy) {
    return switch (policy.form()) {
      case TEXT -> "@id(" + Escapes.quote(policy.id()) + ")\n" + policy.content();
      case JSON -> throw new IllegalArgumentException("`" + policy.id() + "` is no Cedar text");
    };
  }

  private static String links(List<LinkText> links) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (LinkText link : links) {
      ObjectNode node = array.addObject();
      node.put("template_id", link.template()).put("link_id", link.id());
      ObjectNode values = node.putObject("args");
      link.values().forEach((slot, uid) -> values.set(slot, uid.json()));
    }
    return array.toString();
  }

  private String file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What one run of the command gave back.
  private record Run(int code, String out, String err) {
    static Run of(String stdin, String... arguments) {
      InputStream in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int code =
          Main.run(new Terminal(in, new PrintWriter(out), new PrintWriter(err), false), arguments);
      return new Run(code, out.toString(), err.toString());
    }

    Verdict<Answer> verdict() {
      if (code == ExitCode.FAULT) {
        return refused();
      }
      Answer answer = answer(JsonForms.parse(out));
      if (answer.permitted() != (code == ExitCode.ALLOW)) {
        throw new AssertionError("exit " + code + " beside " + out);
      }
      return new Verdict.Accepted<>(answer);
    }

    /// What has no place is about something else than the case, or a defect of ours.
    private Verdict<Answer> refused() {
      if (!PLACE.matcher(err).find()) {
        throw new AssertionError("refused without a place: " + err);
      }
      return new Verdict.Refused<>(err);
    }

    private static Answer answer(JsonNode printed) {
      TreeSet<String> reasons = new TreeSet<>();
      printed.path("reasons").forEach(id -> reasons.add(id.asText()));
      TreeMap<String, String> errors = new TreeMap<>();
      for (JsonNode error : printed.path("errors")) {
        errors.put(error.path("policy").asText(), error.path("message").asText());
      }
      boolean permitted = printed.path("decision").asText().equals("allow");
      return new Answer(permitted, reasons, errors);
    }
  }
}
