package dev.remit.pdp.bundle;

import dev.remit.pdp.delegation.Delegation;
import dev.remit.pdp.flow.Selection;
import dev.remit.pdp.freshness.Freshness;
import dev.remit.pdp.mapping.Mapping;
import dev.remit.pdp.sensitive.EncryptedFields;
import dev.remit.pdp.sensitive.Masking;
import dev.remit.pdp.task.TaskRules;
import java.util.Objects;

/// What `remit.yaml` says: the bundle's name, who answers for it, its parts, its mapping, what is
/// masked, what is kept only encrypted, how old attributes may be, who may act for whom, its tasks,
/// what makes a result one that the user pointed to, and what records say of resources.
public record Manifest(
    String name,
    String owner,
    Parts parts,
    Mapping mapping,
    Masking masking,
    EncryptedFields encrypted,
    Freshness freshness,
    Delegation delegation,
    TaskRules tasks,
    Selection selection,
    ResourceAttributes resources) {
  public Manifest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(parts, "parts");
    Objects.requireNonNull(mapping, "mapping");
    Objects.requireNonNull(masking, "masking");
    Objects.requireNonNull(encrypted, "encrypted");
    Objects.requireNonNull(freshness, "freshness");
    Objects.requireNonNull(delegation, "delegation");
    Objects.requireNonNull(tasks, "tasks");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(resources, "resources");
  }
}
