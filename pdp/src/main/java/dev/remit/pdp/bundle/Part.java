package dev.remit.pdp.bundle;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.value.Name;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A team's share of a bundle: the files in the folders of its name, which bear on resources of the
/// types it owns and on nothing else. What belongs to no part is central.
///
/// `owner` answers for it; `owns` has at least one element.
public record Part(String name, String owner, List<OwnedTypes> owns) {
  /// What no part can be called: a folder for files that belong to none.
  public static final String CENTRAL = "central";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public Part {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    owns = List.copyOf(owns);
    if (!isName(name)) {
      throw new IllegalArgumentException("no name of a part: " + name);
    }
    if (owns.isEmpty()) {
      throw new IllegalArgumentException("a part that owns nothing: " + name);
    }
  }

  /// Whether a text is a plain lower-case word of at most 63 characters, and not `central`.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.equals(CENTRAL);
  }

  public boolean owns(Name type) {
    return owns.stream().anyMatch(types -> types.covers(type));
  }

  /// Whether a file of this path is the part's: `policies/NAME/…`, `entities/NAME/…` or
  /// `tests/NAME/…`.
  public boolean hasFile(String path) {
    return folders().anyMatch(path::startsWith);
  }

  /// Where its files are, each with a `/` at its end.
  Stream<String> folders() {
    return Stream.of(BundleFolder.POLICIES, BundleFolder.ENTITIES, BundleFolder.TESTS)
        .map(folder -> folder + "/" + name + "/");
  }

  /// Whether a policy is called as one of the part's must be, and no other may: `NAME/…`.
  boolean names(PolicyId id) {
    return id.value().startsWith(name + "/");
  }

  /// As services and commands show it: `name`, `owner` and `owns`.
  public Json.JsonObject toJson() {
    return Json.object(
        Json.Member.of("name", Json.string(name)),
        Json.Member.of("owner", Json.string(owner)),
        Json.Member.of(
            "owns", Json.array(owns.stream().map(types -> Json.string(types.text())).toList())));
  }

  /// What it owns, for people: `Invoice`, `Payments::*`.
  String ownsText() {
    return owns.stream()
        .limit(5)
        .map(types -> "`" + types.text() + "`")
        .collect(Collectors.joining(", ", "", owns.size() > 5 ? ", …" : ""));
  }
}
