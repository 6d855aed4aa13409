package dev.remit.cli.validate;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cedar.validation.Finding;
import dev.remit.cli.terminal.Terminal;
import dev.remit.pdp.bundle.OwnedTypes;
import dev.remit.pdp.bundle.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The findings of one run, each with the file it is about.
final class Report {
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(String file, Optional<Source> source, Finding finding) {}

  /// `file` is named where the finding has no place in `source`.
  void add(String file, Optional<Source> source, Finding finding) {
    entries.add(new Entry(file, source, finding));
  }

  boolean hasErrors() {
    return entries.stream().anyMatch(entry -> entry.finding().isError());
  }

  void printFindings(Terminal terminal) {
    for (Entry entry : entries) {
      terminal.out().println(text(terminal, entry));
    }
  }

  /// The findings and how many there are, then the parts of what was judged.
  void print(Terminal terminal, List<Part> parts) {
    printFindings(terminal);
    long errors = entries.stream().filter(entry -> entry.finding().isError()).count();
    terminal
        .out()
        .println(counted(errors, "error") + ", " + counted(entries.size() - errors, "warning"));
    for (Part part : parts) {
      terminal.out().println(text(part));
    }
  }

  private static String text(Part part) {
    return "part "
        + part.name()
        + " of "
        + part.owner()
        + " owns "
        + String.join(", ", part.owns().stream().map(OwnedTypes::text).toList());
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String text(Terminal terminal, Entry entry) {
    Finding finding = entry.finding();
    String severity = finding.isError() ? terminal.red("error") : terminal.yellow("warning");
    if (entry.source().isEmpty() || finding.span().isNone()) {
      return entry.file() + ": " + severity + ": " + finding.headline();
    }
    return new Diagnostic(
            finding.code(),
            entry.source().get(),
            finding.span(),
            severity + ": " + about(finding) + finding.message(),
            finding.help())
        .render();
  }

  private static String about(Finding finding) {
    return finding.policy() == null ? "" : "policy `" + finding.policy() + "`: ";
  }

  void printJson(Terminal terminal, List<Part> parts) {
    List<Json.Member> members = new ArrayList<>();
    members.add(
        Json.Member.of("findings", Json.array(entries.stream().map(Report::json).toList())));
    if (!parts.isEmpty()) {
      members.add(Json.Member.of("parts", Json.array(parts.stream().map(Part::toJson).toList())));
    }
    terminal.out().println(JsonWriter.compact(Json.object(members)));
  }

  private static Json json(Entry entry) {
    Finding finding = entry.finding();
    List<Json.Member> members = new ArrayList<>();
    members.add(Json.Member.of("severity", Json.string(finding.isError() ? "error" : "warning")));
    members.add(Json.Member.of("code", Json.string(finding.code())));
    members.add(Json.Member.of("file", Json.string(entry.file())));
    if (entry.source().isPresent() && !finding.span().isNone()) {
      Source.Position position = entry.source().get().position(finding.span().start());
      members.add(Json.Member.of("line", Json.integer(position.line())));
      members.add(Json.Member.of("column", Json.integer(position.column())));
    }
    if (finding.policy() != null) {
      members.add(Json.Member.of("policy", Json.string(finding.policy().value())));
    }
    members.add(Json.Member.of("message", Json.string(finding.message())));
    if (!finding.help().isEmpty()) {
      members.add(Json.Member.of("help", Json.string(finding.help())));
    }
    return Json.object(members);
  }
}
