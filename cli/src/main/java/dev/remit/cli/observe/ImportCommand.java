package dev.remit.cli.observe;

import dev.remit.cli.log.DataOption;
import dev.remit.cli.terminal.Counted;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Terminal;
import dev.remit.insight.observe.EventFormat;
import dev.remit.insight.observe.intake.ImportReport;
import dev.remit.insight.observe.intake.Importer;
import dev.remit.insight.observe.intake.ReadFault;
import dev.remit.pdp.record.AppendFailed;
import dev.remit.pdp.record.UuidV7;
import dev.remit.store.data.DataFault;
import dev.remit.store.data.DataFolder;
import dev.remit.store.data.TenantId;
import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.Durability;
import dev.remit.store.log.LogSettings;
import dev.remit.store.log.SegmentedLog;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remit import`: decisions of other systems, from their logs.
@Command(
    name = "import",
    customSynopsis =
        "remit import FORMAT PATH... [--data DIR] [--tenant TENANT] [--follow] [--bad-max N]"
            + " [--json]",
    description = "Brings what other systems decided from their logs into the decision log.",
    footer = {
      "",
      "FORMAT is `cloudtrail`, `kubernetes-audit`, `nginx` (`combined`, or the JSON of"
          + " examples/gateway/nginx/access-log.conf), `envoy` (JSON, or the default text of Envoy or"
          + " Istio) or `opa`. A path is a file, plain or gzip, a folder, of which all files are"
          + " read, or `-` for standard input.",
      "",
      "Each event of each file is recorded once, however often it is imported and whenever an import"
          + " was stopped. An event that was delivered more than once is recorded with `duplicate`"
          + " from the second time on, and counts in no rate.",
      "",
      "Events that cannot be read are set aside in `imports-aside/` of the data folder, with file,"
          + " place and reason, and do not stop the import.",
      "",
      "Exit code: 0 if every file was read, also if events were set aside; 1 if a file or the log"
          + " failed, or more events were set aside than `--bad-max`.",
      "",
      "Examples:",
      "  remit import cloudtrail trail/",
      "  remit import cloudtrail trail/*.json.gz --data audit --bad-max 0",
      "  aws s3 cp s3://trail/today.json.gz - | remit import cloudtrail -",
      "  remit import kubernetes-audit /var/log/kubernetes/audit.log --follow",
      "  remit import nginx /var/log/nginx/access.log*"
    })
public final class ImportCommand implements Callable<Integer> {
  /// How long the log may make the import wait: whoever imports is in no hurry.
  private static final Duration WAIT_MAX = Duration.ofMinutes(10);

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FORMAT", description = "What kind of log it is.")
  private String format = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files and folders; `-` is standard input.")
  private List<String> paths = List.of();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      defaultValue = "default",
      description = "The tenant whose they are; `${DEFAULT-VALUE}` if not given.")
  private String tenant = TenantId.DEFAULT.value();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, in files and folders, until stopped.")
  private boolean follow;

  @Option(
      names = "--bad-max",
      paramLabel = "N",
      description = "Fail if more events are set aside; any number if not given.")
  private long badMax = Long.MAX_VALUE;

  @Option(names = "--json", description = "Print what it came to as JSON.")
  private boolean json;

  public ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Fault {
    EventFormat known = requireFormat();
    TenantId whose =
        TenantId.find(tenant)
            .orElseThrow(
                () -> new Fault("--tenant: `" + tenant + "` is no name; write " + TenantId.FORM));
    ImportProgress progress = new ImportProgress(terminal);
    LogFiles files = LogFiles.require(terminal, paths, progress::read);
    try (DataFolder folder = data.own();
        StopRequest stop = StopRequest.onInterrupt();
        SegmentedLog log = open(folder);
        Importer importer =
            Importer.open(
                folder.disk(), folder.log(), log, known, whose.value(), ids(Clock.systemUTC()))) {
      Intake intake = new Intake(terminal, files, importer, progress, stop);
      boolean complete = follow ? intake.follow() : intake.once();
      importer.end();
      return told(importer.report(), folder, importer.asideFile(), complete);
    } catch (DataFault e) {
      throw new Fault(e.text());
    } catch (AppendFailed e) {
      throw new Fault(e.text());
    } catch (DamagedLog e) {
      throw new Fault(e.text());
    } catch (ReadFault e) {
      throw new Fault(e.text());
    } catch (IOException e) {
      throw new Fault("the log cannot be read or written (" + e + "); check the data folder");
    }
  }

  private EventFormat requireFormat() throws Fault {
    return EventFormats.find(format)
        .orElseThrow(() ->
            new Fault(
                "remit import: `"
                    + format
                    + "` is no kind of log; name one of "
                    + EventFormats.ALL.stream()
                        .map(EventFormat::source)
                        .collect(Collectors.joining(", "))));
  }

  private static SegmentedLog open(DataFolder folder) throws DataFault, AppendFailed {
    LogSettings usual = LogSettings.of(Durability.BUFFERED);
    return SegmentedLog.open(
        folder.log(),
        new LogSettings(usual.durability(), usual.segmentBytes(), WAIT_MAX),
        Clock.systemUTC(),
        UUID::randomUUID);
  }

  private static Supplier<UUID> ids(Clock clock) {
    SecureRandom random = new SecureRandom();
    return () -> UuidV7.of(clock.millis(), random);
  }

  private int told(ImportReport report, DataFolder folder, String aside, boolean complete) {
    if (json) {
      ReportPrinter.printJson(terminal, report);
    } else {
      ReportPrinter.print(terminal, report, folder.path().toString());
    }
    if (report.unfinished() > 0) {
      terminal
          .err()
          .println(
              Counted.of(report.unfinished(), "file")
                  + " ended within an event; import again what has grown since");
    }
    if (report.setAside() > 0) {
      terminal
          .err()
          .println(
              Counted.of(report.setAside(), "event")
                  + " set aside; "
                  + folder.path().resolve(aside)
                  + " says why");
    }
    return complete && report.setAside() <= badMax ? ExitCode.OK : ExitCode.FAULT;
  }
}
