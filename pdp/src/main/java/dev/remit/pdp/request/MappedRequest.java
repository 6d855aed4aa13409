package dev.remit.pdp.request;

import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the mapping made of a request: something the policies can be asked, or the reason why not.
public sealed interface MappedRequest {
  EntityUid principal();

  EntityUid action();

  /// The policies are asked once for each resource and must permit all of them.
  ///
  /// `resources` are distinct, at least one, in the order of the request. `arguments` is the part
  /// of the context that the caller gave. `overlay` holds attributes that the caller says of
  /// entities; stored ones override them.
  record Mapped(
      EntityUid principal,
      EntityUid action,
      List<EntityUid> resources,
      RecordValue context,
      SortedMap<EntityUid, RecordValue> overlay)
      implements MappedRequest {
    public Mapped {
      Objects.requireNonNull(principal, "principal");
      Objects.requireNonNull(action, "action");
      resources = List.copyOf(resources);
      if (resources.isEmpty()) {
        throw new IllegalArgumentException("no resource");
      }
      Objects.requireNonNull(context, "context");
      overlay = Collections.unmodifiableSortedMap(new TreeMap<>(overlay));
    }

    /// Without an overlay.
    public Mapped(
        EntityUid principal, EntityUid action, List<EntityUid> resources, RecordValue context) {
      this(principal, action, resources, context, new TreeMap<>(Map.of()));
    }
  }

  /// Denied before any policy is asked. `text` is for whoever is denied.
  record Refused(EntityUid principal, EntityUid action, Refusal code, String text)
      implements MappedRequest {
    public Refused {
      Objects.requireNonNull(principal, "principal");
      Objects.requireNonNull(action, "action");
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(text, "text");
    }
  }

  /// Why a request cannot be asked.
  enum Refusal {
    /// The bundle's mapping has no rule for it.
    UNMAPPED,
    /// A value of it cannot be expressed in Cedar, or a key of it is reserved.
    UNACCEPTABLE,
    /// It does not say who would act.
    NO_PRINCIPAL,
    /// What it presents to say who would act proves nothing.
    CREDENTIAL,
    /// The task that it names has ended, or is not known.
    TASK_ENDED,
    /// What it presents to say which task it is of proves nothing, or is another's.
    TASK_TOKEN,
    /// Its task holds no more.
    TASK_LIMIT,
    /// Other requests of its task came first, again and again.
    TASK_CONFLICT,
    /// Its attempt key was used in the task before, with another request.
    KEY_REUSED,
    /// It asks for nothing: it notes the end of a task, or an outcome.
    TASK_NOTED
  }
}
