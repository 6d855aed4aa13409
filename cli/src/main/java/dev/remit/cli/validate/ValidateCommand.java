package dev.remit.cli.validate;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.cli.input.EntityFiles;
import dev.remit.cli.input.PolicyFiles;
import dev.remit.cli.input.RequestLines;
import dev.remit.cli.input.SchemaFile;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.ExitCode;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import dev.remit.cli.terminal.Terminal;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.bundle.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `remit validate`: what does not fit a schema, and whether a bundle is one.
@Command(
    name = "validate",
    customSynopsis = {
      "remit validate --schema FILE [--policies FILE... [--links FILE]] [--entities FILE...]",
      "           [--requests FILE] [--json]",
      "       remit validate --bundle DIR [--requests FILE] [--json]"
    },
    description = {
      "Holds policies, entities and requests against a schema, or checks the schema alone.",
      "Of a bundle all is read as a service would, and its parts are listed.",
      "All errors and warnings are reported."
    },
    footer = {
      "",
      "Exit code: 0 if there is no error, 1 if there is one or a file cannot be read. Warnings do"
          + " not count.",
      "",
      "Examples:",
      "  remit validate --schema photos.cedarschema --policies photos.cedar",
      "  remit validate -s photos.cedarschema -p photos.cedar -e photos.json --json",
      "  remit validate --bundle examples/teams"
    })
public final class ValidateCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final PolicyValidator validator;

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "FILE",
      description = "The schema, as Cedar text or JSON.")
  private @Nullable String schemaFile;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "The folder of a bundle, which has policies, schema and entities.")
  private @Nullable Path bundleFolder;

  @Option(
      names = {"-p", "--policies"},
      arity = "1..*",
      paramLabel = "FILE",
      description = "Policies and templates as Cedar text, or one policy set as JSON.")
  private List<String> policyFiles = List.of();

  @Option(
      names = {"-l", "--links"},
      paramLabel = "FILE",
      description = "Links of templates as JSON.")
  private @Nullable String linkFile;

  @Option(
      names = {"-e", "--entities"},
      arity = "1..*",
      paramLabel = "FILE",
      description = "Entities as JSON.")
  private List<String> entityFiles = List.of();

  @Option(names = "--requests", paramLabel = "FILE", description = "Requests as JSON, one a line.")
  private @Nullable String requestFile;

  @Option(names = "--json", description = "Print {\"findings\": [...]}.")
  private boolean json;

  private final Report report = new Report();
  private List<Part> parts = List.of();

  public ValidateCommand(Terminal terminal, PolicyValidator validator) {
    this.terminal = terminal;
    this.validator = validator;
  }

  @Override
  public Integer call() throws Fault {
    Path folder = bundleFolder;
    String file = schemaFile;
    if (folder != null && file == null && policyFiles.isEmpty() && entityFiles.isEmpty()) {
      return validateBundle(folder);
    }
    if (folder != null || file == null) {
      throw new Fault(
          "validate: it is about a bundle or about files; name `--bundle` alone, or `--schema`");
    }
    return validateFiles(file);
  }

  private Integer validateBundle(Path folder) throws Fault {
    Attempts attempts = new Attempts();
    Optional<Bundle> read = attempts.attempt(() -> BundleReader.read(folder));
    attempts.refuseIfAny();
    Bundle bundle = Attempts.granted(read);
    Optional<List<RequestLines.Line>> requests =
        attempts.attempt(() -> requests(Optional.of(bundle.schema()), new Inputs(terminal)));
    attempts.refuseIfAny();
    parts = bundle.manifest().parts().all();
    try {
      String name = folder.toString();
      for (Finding finding : validator.validatePolicies(bundle.policies(), bundle.schema())) {
        report.add(name, Optional.empty(), finding);
      }
      for (Finding finding : validator.validateEntities(bundle.entities(), bundle.schema())) {
        report.add(name, Optional.empty(), finding);
      }
      validate(Attempts.granted(requests), bundle.schema());
    } catch (ValidatorException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
    return print();
  }

  private Integer validateFiles(String schemaName) throws Fault {
    Inputs inputs = new Inputs(terminal);
    Attempts attempts = new Attempts();
    Optional<Schema> schema = attempts.attempt(() -> SchemaFile.read(inputs.read(schemaName)));
    Optional<PolicyFiles> policies = attempts.attempt(() -> policies(inputs));
    Optional<Entities> entities =
        attempts.attempt(() -> EntityFiles.read(entityFiles, schema, inputs));
    Optional<List<RequestLines.Line>> requests = attempts.attempt(() -> requests(schema, inputs));
    if (schema.isPresent()) {
      validate(policies, entities, requests, schema.get());
    }
    if (attempts.isAnyRefused()) {
      report.printFindings(terminal);
    }
    attempts.refuseIfAny();
    return print();
  }

  /// What was read is judged also where something else was refused.
  private void validate(
      Optional<PolicyFiles> policies,
      Optional<Entities> entities,
      Optional<List<RequestLines.Line>> requests,
      Schema schema)
      throws Fault {
    try {
      if (policies.isPresent()) {
        validate(policies.get(), schema);
      }
      if (entities.isPresent()) {
        validate(entities.get(), schema);
      }
      validate(requests.orElse(List.of()), schema);
    } catch (ValidatorException e) {
      throw new Fault(String.valueOf(e.getMessage()));
    }
  }

  private PolicyFiles policies(Inputs inputs) throws Fault, SyntaxException {
    return PolicyFiles.read(policyFiles, Optional.ofNullable(linkFile), inputs);
  }

  private List<RequestLines.Line> requests(Optional<Schema> schema, Inputs inputs)
      throws Fault, SyntaxException {
    String file = requestFile;
    return file == null ? List.of() : RequestLines.read(inputs.read(file), schema);
  }

  private void validate(PolicyFiles policies, Schema schema) throws ValidatorException {
    if (policyFiles.isEmpty()) {
      return;
    }
    Map<PolicyId, Source> origins = policies.origins();
    for (Finding finding : validator.validatePolicies(policies.set(), schema)) {
      Optional<Source> origin = Optional.ofNullable(finding.policy()).map(origins::get);
      report.add(origin.map(Source::name).orElse(String.join(", ", policyFiles)), origin, finding);
    }
  }

  private void validate(Entities entities, Schema schema) throws ValidatorException {
    if (entityFiles.isEmpty()) {
      return;
    }
    for (Finding finding : validator.validateEntities(entities, schema)) {
      report.add(String.join(", ", entityFiles), Optional.empty(), finding);
    }
  }

  private void validate(List<RequestLines.Line> requests, Schema schema) throws ValidatorException {
    for (RequestLines.Line line : requests) {
      for (Finding finding : validator.validateRequest(line.request(), schema)) {
        report.add(requestFile + ":" + line.number(), Optional.empty(), finding);
      }
    }
  }

  private int print() {
    if (json) {
      report.printJson(terminal, parts);
    } else {
      report.print(terminal, parts);
    }
    return report.hasErrors() ? ExitCode.FAULT : ExitCode.OK;
  }
}
