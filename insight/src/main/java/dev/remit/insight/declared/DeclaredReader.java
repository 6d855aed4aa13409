package dev.remit.insight.declared;

import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.text.EntityUidParser;
import dev.remit.cedar.value.EntityUid;
import dev.remit.insight.declared.EntryReader.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what a source of truth declares: CSV with a line of names first, or a JSON array of
/// objects, with `identity` (as `Type::"id"`), and optional `kind`, `owner`, `ends` (a day or an
/// instant) and `needs`; or with `purpose` and the `needs` of its tasks. Of kinds, `emergency`
/// means something here: an identity that is there to be used where authority is wanting.
///
/// Needs are objects of `action` and optional `resource`, or a text in which a space stands between
/// these, and a semicolon between needs.
public final class DeclaredReader {
  /// Identities and purposes of a file.
  public static final int IDENTITIES_MAX = 200_000;

  /// Needs of one of them.
  public static final int NEEDS_MAX = 1_000;

  private static final String IDENTITY = "identity";
  private static final String PURPOSE = "purpose";
  private static final String NEEDS = "needs";
  private static final String ACTION = "action";
  private static final String RESOURCE = "resource";
  private static final List<String> OF_IDENTITIES = List.of("kind", "owner", "ends");
  private static final List<String> FIELDS =
      List.of(IDENTITY, "kind", "owner", "ends", NEEDS, PURPOSE);

  private final EntryReader reader;
  private final List<Declared> declared = new ArrayList<>();
  private final Map<String, List<Need>> purposes = new HashMap<>();
  private final Set<EntityUid> seen = new HashSet<>();

  private DeclaredReader(String name) {
    this.reader = new EntryReader(name, FIELDS, IDENTITIES_MAX);
  }

  /// What the text of a file says.
  ///
  /// Throws [UnusableDeclarations] with all mistakes.
  public static Declarations read(String name, String text) throws UnusableDeclarations {
    DeclaredReader declared = new DeclaredReader(name);
    declared.reader.read(text, declared::add);
    return new Declarations(declared.declared, declared.purposes);
  }

  private void add(Entry entry) {
    String purpose = reader.text(entry, PURPOSE);
    if (purpose.isEmpty()) {
      addIdentity(entry);
    } else {
      addPurpose(entry, purpose);
    }
  }

  private void addIdentity(Entry entry) {
    String identity = reader.text(entry, IDENTITY);
    try {
      EntityUid uid = EntityUidParser.parse(identity);
      if (!seen.add(uid)) {
        reader.mistake(entry.where() + ": " + uid + " is declared before; remove one");
      }
      declared.add(
          new Declared(
              uid,
              reader.text(entry, "kind"),
              reader.text(entry, "owner"),
              reader.start(entry, "ends"),
              needs(entry)));
    } catch (SyntaxException _) {
      reader.mistake(
          entry.where() + ": `identity` is `" + identity + "`; write it as Type::\"id\"");
    }
  }

  private void addPurpose(Entry entry, String purpose) {
    if (!reader.text(entry, IDENTITY).isEmpty()) {
      reader.mistake(
          entry.where() + ": it has `identity` and `purpose`; declare each in an entry of its own");
    }
    for (String field : OF_IDENTITIES) {
      if (!entry.text(field).isEmpty()) {
        reader.mistake(entry.where() + ": a purpose has no `" + field + "`; leave it out");
      }
    }
    if (purposes.put(purpose, needs(entry)) != null) {
      reader.mistake(entry.where() + ": `" + purpose + "` is declared before; remove one");
    }
  }

  private List<Need> needs(Entry entry) {
    List<Need> needs =
        switch (entry.fields().get(NEEDS)) {
          case null -> List.of();
          case Json.JsonString text -> needs(entry.where(), text.value());
          case Json.JsonArray array -> needs(entry.where(), array);
          default -> {
            reader.mistake(
                entry.where() + ": `needs` is no list; write [{\"action\": …, \"resource\": …}]");
            yield List.of();
          }
        };
    if (needs.size() > NEEDS_MAX) {
      reader.mistake(
          entry.where() + ": there are more than " + NEEDS_MAX + " needs; use `*` for some");
    }
    return needs;
  }

  private List<Need> needs(String where, String text) {
    List<Need> needs = new ArrayList<>();
    for (String each : text.split(";", -1)) {
      String need = each.strip();
      int space = need.indexOf(' ');
      if (space >= 0) {
        needs.add(new Need(need.substring(0, space), need.substring(space + 1).strip()));
      } else if (!need.isEmpty()) {
        needs.add(new Need(need, ""));
      } else if (!text.isBlank()) {
        reader.mistake(where + ": `needs` has nothing between two `;`; write `ACTION RESOURCE`");
      }
    }
    return needs;
  }

  private List<Need> needs(String where, Json.JsonArray array) {
    List<Need> needs = new ArrayList<>();
    for (Json element : array.elements()) {
      if (element instanceof Json.JsonObject need
          && need.find(ACTION) instanceof Json.JsonString action
          && !action.value().isEmpty()
          && isPlain(need)) {
        needs.add(
            new Need(
                action.value(),
                need.find(RESOURCE) instanceof Json.JsonString resource ? resource.value() : ""));
      } else {
        reader.mistake(where + ": a need is {\"action\": …} with an optional \"resource\", texts");
      }
    }
    return needs;
  }

  private static boolean isPlain(Json.JsonObject need) {
    return need.members().stream()
        .allMatch(member ->
            List.of(ACTION, RESOURCE).contains(member.name())
                && member.value() instanceof Json.JsonString);
  }
}
