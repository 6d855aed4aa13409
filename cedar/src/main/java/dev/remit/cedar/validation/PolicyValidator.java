package dev.remit.cedar.validation;

import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.Schema;
import java.util.List;

/// Holds policies, entities and requests against a schema. Nothing it answers changes a decision: a
/// policy with findings is evaluated like any other.
///
/// Every method may be called from any thread, returns no findings where all is well, and throws
/// [ValidatorException] where it cannot answer, which must not be taken for that.
public interface PolicyValidator {

  /// What is wrong with policies, templates and links under Cedar's strict rules, and what is
  /// suspicious. In the order of the set, those of a template under its own id.
  List<Finding> validatePolicies(PolicySet policies, Schema schema) throws ValidatorException;

  /// What does not conform: unknown types, missing or wrong attributes, tags, parents and ids. At
  /// most one finding for each entity.
  List<Finding> validateEntities(Entities entities, Schema schema) throws ValidatorException;

  /// Whether an action of the schema applies to this principal and resource in this context. At
  /// most one finding.
  List<Finding> validateRequest(Request request, Schema schema) throws ValidatorException;
}
