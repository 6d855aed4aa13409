package dev.remit.pdp.record;

import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.StringValue;
import dev.remit.pdp.bundle.ResourceAttributes;
import dev.remit.pdp.request.MappedRequest;
import java.util.Objects;

/// Who answers for the first resource of a request, and how sensitive it is, as the entities said
/// when it was decided; empty where they say nothing. For whoever reads records: no decision rests
/// on it.
///
/// What the caller says of a resource is not among it, because whoever is denied would choose whom
/// to bother.
public record ResourceFacts(String owner, String classification) {
  public static final ResourceFacts NONE = new ResourceFacts("", "");

  /// Longer texts are no names and are left out.
  public static final int CHARS_MAX = 256;

  public ResourceFacts {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(classification, "classification");
  }

  static ResourceFacts of(MappedRequest request, ResourceAttributes names, Entities entities) {
    if (!(request instanceof MappedRequest.Mapped mapped) || mapped.resources().isEmpty()) {
      return NONE;
    }
    RecordValue attributes = entities.attributes(mapped.resources().getFirst());
    String owner = text(attributes, names.owner());
    String classification = text(attributes, names.classification());
    return owner.isEmpty() && classification.isEmpty()
        ? NONE
        : new ResourceFacts(owner, classification);
  }

  /// Of an attribute that is a text or an entity.
  private static String text(RecordValue attributes, String name) {
    String text =
        switch (attributes.find(name)) {
          case StringValue(String value) -> value;
          case EntityUid uid -> uid.toString();
          case null, default -> "";
        };
    return text.length() > CHARS_MAX ? "" : text;
  }
}
