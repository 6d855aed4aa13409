package dev.remit.cli.log;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.data.TenantId;
import dev.remit.store.entity.DamagedHistory;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.RetentionLimits;
import dev.remit.store.log.Tombstone;
import dev.remit.store.retention.FolderRetention;
import dev.remit.store.retention.RetentionReport;
import dev.remit.store.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `remit log retain`: removes what is too old or too much.
@Command(
    name = "retain",
    description = {
      "Removes the oldest records that are past an age or a size, and what only they needed.",
      "Whole sealed parts go, each with a tombstone that lets `remit log verify` check the rest;"
          + " what is not sealed stays, and so does the newest part. Nothing may be writing."
    },
    footer = {
      "",
      "A part is as old as the end of the day on which its records were received. Bundles that no"
          + " record refers to any more go too, and entity versions before the oldest one that is"
          + " referred to.",
      "",
      "Exit code: 0, also if there was nothing to remove; 1 if the folder cannot be used or read.",
      "",
      "Examples:",
      "  remit log retain --max-age 400d --dry-run",
      "  remit log retain --data audit --max-age 400d --max-size 50GB --key ~/keys/remit-log.pem"
    })
public final class RetainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--max-age",
      paramLabel = "DAYS",
      description = "Remove what is older, such as `400d`; nothing for its age if not given.")
  private @Nullable String maxAge;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "Bytes of the log, such as `50GB`; any number if not given.")
  private @Nullable String maxSize;

  @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
  private boolean dryRun;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Sign the tombstones with this key, kept outside of the data folder.")
  private @Nullable Path key;

  @Option(names = "--json", description = "Print what was removed as JSON.")
  private boolean json;

  public RetainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    RetentionLimits limits = limits();
    data.read();
    try (DataFolder folder = data.own()) {
      SigningKey signing = KeyFiles.signing(folder, key);
      RetentionReport report =
          LogFault.guard(
              folder,
              () -> {
                FolderRetention retention =
                    new FolderRetention(folder.disk(), folder.log(), Clock.systemUTC(), signing);
                return dryRun ? retention.plan(limits) : apply(retention, limits);
              });
      if (json) {
        terminal.out().println(JsonWriter.pretty(json(report)));
      } else {
        print(report);
      }
      return ExitCode.OK;
    } catch (DataFault e) {
      throw new Fault(e.text());
    }
  }

  private static RetentionReport apply(FolderRetention retention, RetentionLimits limits)
      throws IOException, DamagedLog, Fault {
    try {
      return retention.apply(limits);
    } catch (DamagedHistory e) {
      throw new Fault(e.text());
    }
  }

  private RetentionLimits limits() throws Fault {
    if (maxAge == null && maxSize == null) {
      throw new Fault("remit log retain: no limit is given; add `--max-age` or `--max-size`");
    }
    return new RetentionLimits(
        maxAge == null ? RetentionLimits.FOREVER : Quantities.age("--max-age", maxAge),
        maxSize == null ? RetentionLimits.ANY_SIZE : Quantities.bytes("--max-size", maxSize));
  }

  private void print(RetentionReport report) {
    String verb = dryRun ? "would remove" : "removed";
    for (Tombstone tombstone : report.tombstones()) {
      terminal.out().println(verb + " " + text(tombstone));
    }
    for (RetentionReport.OfTenant one : report.tenants()) {
      for (KeptBundle bundle : one.bundles()) {
        terminal
            .out()
            .println(
                verb
                    + " bundle "
                    + bundle.digest().brief()
                    + of(one.tenant())
                    + ": no record refers to it");
      }
    }
    if (report.tombstones().isEmpty() && report.bundles().isEmpty()) {
      terminal.out().println("nothing to remove");
    }
    for (RetentionReport.OfTenant one : report.tenants()) {
      if (one.entitiesFrom() > 0) {
        terminal
            .out()
            .println(
                "entity versions"
                    + of(one.tenant())
                    + " are needed from "
                    + one.entitiesFrom()
                    + " on");
      }
    }
  }

  private static String of(TenantId tenant) {
    return tenant.isDefault() ? "" : " of the tenant `" + tenant + "`";
  }

  private static String text(Tombstone tombstone) {
    return String.format(
        Locale.ROOT,
        "records %,d to %,d: %,d bytes in %s, past the %s%s",
        tombstone.first(),
        tombstone.last(),
        tombstone.bytes(),
        Counted.of(tombstone.parts(), "part"),
        tombstone.why().text(),
        tombstone.signature() == null ? "" : "; the tombstone is signed");
  }

  private Json json(RetentionReport report) {
    return Json.object(
        Member.of("dryRun", Json.bool(dryRun)),
        Member.of("bytes", Json.integer(report.bytes())),
        Member.of(
            "tombstones", Json.array(report.tombstones().stream().map(Tombstone::toJson).toList())),
        Member.of("bundles", bundles(report.bundles())),
        Member.of("entitiesFrom", Json.integer(report.tenants().getFirst().entitiesFrom())),
        Member.of(
            "tenants",
            Json.array(
                report.tenants().stream()
                    .<Json>map(one ->
                        Json.object(
                            Member.of("tenant", Json.string(one.tenant().value())),
                            Member.of("bundles", bundles(one.bundles())),
                            Member.of("entitiesFrom", Json.integer(one.entitiesFrom()))))
                    .toList())));
  }

  private static Json bundles(List<KeptBundle> bundles) {
    return Json.array(
        bundles.stream().map(bundle -> Json.string(bundle.digest().value())).toList());
  }
}
