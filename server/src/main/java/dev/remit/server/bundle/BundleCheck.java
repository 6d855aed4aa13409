package dev.remit.server.bundle;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.validation.Finding;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Whether files are a bundle that may be put in force: it reads, and its policies and entities fit
/// its schema by Cedar's strict rules.
final class BundleCheck {
  private static final Path ROOT = Path.of("");

  private final PolicyValidator validator;

  BundleCheck(PolicyValidator validator) {
    this.validator = Objects.requireNonNull(validator, "validator");
  }

  /// What passed, and what is suspicious about it.
  record Passed(Bundle bundle, List<Problem.Mistake> warnings) {
    Passed {
      Objects.requireNonNull(bundle, "bundle");
      warnings = List.copyOf(warnings);
    }
  }

  /// Throws with every mistake there is.
  Passed check(BundleFiles files) throws Refused {
    Bundle bundle = read(files);
    List<Finding> findings = new ArrayList<>();
    try {
      findings.addAll(validator.validatePolicies(bundle.policies(), bundle.schema()));
      findings.addAll(validator.validateEntities(bundle.entities(), bundle.schema()));
    } catch (ValidatorException e) {
      throw new Refused(
          new Problem(
              HttpStatus.INTERNAL_SERVER_ERROR,
              "bundle.unchecked",
              "bundle: it could not be held against its schema (" + e.getMessage() + ")"));
    }
    List<Problem.Mistake> errors = mistakes(findings, true);
    if (!errors.isEmpty()) {
      throw new Refused(refused(errors));
    }
    return new Passed(bundle, mistakes(findings, false));
  }

  /// Without holding it against its schema. Throws with every mistake there is.
  static Bundle read(BundleFiles files) throws Refused {
    try {
      return BundleReader.read(ROOT, files);
    } catch (SyntaxException e) {
      throw new Refused(refused(e.diagnostics().stream().map(Problem::mistake).toList()));
    }
  }

  static Problem refused(List<Problem.Mistake> mistakes) {
    String others = mistakes.size() == 1 ? "" : " and " + (mistakes.size() - 1) + " more";
    Problem.Mistake first = mistakes.getFirst();
    return new Problem(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "bundle.refused",
        "bundle: "
            + first.place()
            + ": "
            + first.message()
            + others
            + "; mend it and send it again",
        mistakes);
  }

  private static List<Problem.Mistake> mistakes(List<Finding> findings, boolean errors) {
    return findings.stream()
        .filter(finding -> finding.isError() == errors)
        .map(BundleCheck::mistake)
        .toList();
  }

  private static Problem.Mistake mistake(Finding finding) {
    PolicyId policy = finding.policy();
    String place = policy == null ? "entities" : "policy `" + policy + "`";
    return new Problem.Mistake(finding.code(), place, finding.message(), finding.help());
  }
}
