package dev.remit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.remit.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every command of the documents runs, and prints what the documents say.
///
/// In a block of `console` or `sh`, a line that starts with `$ ` is a command, run by bash from the
/// root of the checkout; lines below it, if any, are what it prints, where a line `...` stands for
/// any lines. A command may end in exit code 1 only where its output is shown.
final class DocsTest {
  private static final Pattern SHARED = Pattern.compile("\\.\\./shared/data/(\\S+)");
  private static final Pattern NOT_OURS = Pattern.compile("(mvn|git|cd) .*");

  @TestFactory
  Stream<DynamicTest> everyCommandRuns() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path document : documents()) {
      examples.addAll(Example.of(document));
    }
    return examples.stream().map(example -> dynamicTest(example.toString(), () -> run(example)));
  }

  @Test
  void anEllipsisStandsForAnyLines() {
    assertThat("a\nb\nc\nd\n").matches(pattern(List.of("a", "...", "d")));
    assertThat("a\nd\n").matches(pattern(List.of("a", "...", "d")));
    assertThat("a\nb\n").doesNotMatch(pattern(List.of("a", "...", "d")));
  }

  private static List<Path> documents() throws IOException {
    Path root = SharedData.projectRoot();
    List<Path> documents = new ArrayList<>();
    for (Path folder : List.of(root, root.resolve("docs"), root.resolve("examples/desk"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    assertThat(documents).isNotEmpty();
    return documents;
  }

  private static void run(Example example) throws IOException, InterruptedException {
    if (NOT_OURS.matcher(example.command()).matches()) {
      return;
    }
    Matcher shared = SHARED.matcher(example.command());
    while (shared.find()) {
      SharedData.require(shared.group(1).replaceFirst("\\*.*", ""));
    }
    Path output = Files.createTempFile("docs", ".out");
    try {
      int code = start(example.command(), output);
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (example.output().isEmpty()) {
        assertThat(code).as("exit code; it printed%n%s", printed).isIn(0, 2);
      } else {
        assertThat(printed).matches(pattern(example.output()));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static int start(String command, Path output) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", command);
    builder.directory(SharedData.projectRoot().toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return builder.start().waitFor();
  }

  private static Pattern pattern(List<String> lines) {
    StringBuilder regex = new StringBuilder();
    for (String line : lines) {
      regex.append(line.equals("...") ? "(.*\n)*" : Pattern.quote(line) + " *\n");
    }
    return Pattern.compile(regex.toString());
  }

  /// A command of a document and what it is said to print.
  private record Example(Path document, int line, String command, List<String> output) {
    private static final Pattern OPEN = Pattern.compile("```(console|sh)");

    static List<Example> of(Path document) throws IOException {
      List<Example> examples = new ArrayList<>();
      List<String> lines = Files.readAllLines(document);
      boolean inside = false;
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.startsWith("```")) {
          inside = OPEN.matcher(line.strip()).matches();
        } else if (inside && line.startsWith("$ ")) {
          examples.add(read(document, lines, i));
        }
      }
      return examples;
    }

    /// A command goes on behind a `\` at the end of its line.
    private static Example read(Path document, List<String> lines, int at) {
      StringBuilder command = new StringBuilder(lines.get(at).substring(2));
      int next = at + 1;
      while (command.charAt(command.length() - 1) == '\\') {
        command.append('\n').append(lines.get(next++));
      }
      List<String> output = new ArrayList<>();
      while (!lines.get(next).startsWith("$ ") && !lines.get(next).startsWith("```")) {
        output.add(lines.get(next++).stripTrailing());
      }
      return new Example(document, at + 1, command.toString(), output);
    }

    @Override
    public String toString() {
      return document.getFileName() + ":" + line + " " + command;
    }
  }
}
