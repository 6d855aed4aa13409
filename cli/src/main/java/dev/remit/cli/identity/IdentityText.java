package dev.remit.cli.identity;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cli.terminal.Terminal;
import dev.remit.cli.terminal.TextTable;
import dev.remit.cli.terminal.TextTable.Cell;
import dev.remit.cli.terminal.TextTable.Head;
import dev.remit.insight.identity.InventoryEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Identities for people and for machines.
final class IdentityText {
  private IdentityText() {}

  static void print(Terminal terminal, List<InventoryEntry> entries, Instant asOf) {
    terminal.out().println(entries.size() + " identities, as of " + asOf);
    if (entries.isEmpty()) {
      return;
    }
    terminal.out().println();
    TextTable table =
        new TextTable(
            terminal,
            List.of(
                new Head("identity", false),
                new Head("kind", false),
                new Head("owner", false),
                new Head("state", false),
                new Head("first", false),
                new Head("last", false),
                new Head("attempts", true),
                new Head("denied", true),
                new Head("credentials", true)));
    for (InventoryEntry entry : entries) {
      InventoryEntry.Use use = entry.use();
      table.add(
          Stream.of(
                  entry.identity().toString(),
                  entry.kind(),
                  entry.owner(),
                  entry.lifecycle().text(),
                  use == null ? "" : day(use.first()),
                  use == null ? "never" : day(use.last()),
                  use == null ? "" : Long.toString(use.attempts()),
                  use == null ? "" : Long.toString(use.denials()),
                  Integer.toString(entry.credentials().size()))
              .map(Cell::of)
              .toList());
    }
    table.flush();
    printSigns(terminal, entries);
  }

  private static void printSigns(Terminal terminal, List<InventoryEntry> entries) {
    boolean any = false;
    for (InventoryEntry entry : entries) {
      for (String sign : entry.signs()) {
        if (!any) {
          terminal.out().println();
          terminal.out().println(terminal.bold("To look at"));
          any = true;
        }
        terminal.out().println("  " + entry.identity() + ": " + sign);
      }
    }
  }

  private static String day(Instant instant) {
    return instant.truncatedTo(ChronoUnit.DAYS).toString().substring(0, "2026-11-22".length());
  }

  static Json json(List<InventoryEntry> entries, Instant asOf) {
    return Json.object(
        text("asOf", asOf.toString()),
        Member.of("identities", Json.array(entries.stream().map(IdentityText::json).toList())));
  }

  private static Json json(InventoryEntry entry) {
    List<Member> members = new ArrayList<>();
    members.add(text("identity", entry.identity().toString()));
    members.add(text("kind", entry.kind()));
    members.add(text("owner", entry.owner()));
    members.add(text("lifecycle", entry.lifecycle().text()));
    InventoryEntry.Use use = entry.use();
    if (use != null) {
      members.add(text("first", use.first().toString()));
      members.add(text("last", use.last().toString()));
      members.add(Member.of("attempts", Json.integer(use.attempts())));
      members.add(Member.of("denials", Json.integer(use.denials())));
    }
    members.add(
        Member.of(
            "credentials",
            Json.array(
                entry.credentials().stream()
                    .<Json>map(credential ->
                        Json.object(
                            text("kind", credential.kind()),
                            text("id", credential.id()),
                            text("first", credential.first().toString()),
                            text("last", credential.last().toString())))
                    .toList())));
    members.add(Member.of("signs", Json.array(entry.signs().stream().map(Json::string).toList())));
    return Json.object(members);
  }

  private static Member text(String name, String value) {
    return Member.of(name, Json.string(value));
  }
}
