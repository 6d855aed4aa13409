package dev.remit.pdp.flow;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.tool.Parameter;
import dev.remit.pdp.tool.Role;
import dev.remit.pdp.tool.Tool;
import dev.remit.pdp.word.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Grades the arguments of one call.
///
/// INVARIANT: recursion follows the nesting of arguments, which a request bounds.
final class CallGrading {
  private final Tool tool;
  private final Json.JsonObject arguments;
  private final Lookup lookup;
  private final Selection selection;
  private final Map<Role, Tally> roles = new EnumMap<>(Role.class);
  private final Map<Role, Tally> selecting = new EnumMap<>(Role.class);
  private final Map<String, Origin> origins = new HashMap<>();
  private final Set<Long> hosts = new HashSet<>();
  private boolean bare = true;

  CallGrading(Tool tool, Json.JsonObject arguments, Lookup lookup, Selection selection) {
    this.tool = tool;
    this.arguments = arguments;
    this.lookup = lookup;
    this.selection = selection;
  }

  /// Grades and sources of several values, as bits.
  private static final class Tally {
    private int grades;
    private long sources;

    private void add(Lookup.Found found) {
      add(found.grade(), found.sources());
    }

    private void add(Grade grade, long from) {
      grades |= grade.bit();
      sources |= from;
    }
  }

  GradedCall grade() {
    for (Json.Member argument : arguments.members()) {
      if (!(argument.value() instanceof Json.JsonNull)) {
        bare = false;
        grade(argument.name(), argument.value());
      }
    }
    Map<Role, Origin> ofRoles = new EnumMap<>(Role.class);
    roles.forEach((role, tally) -> ofRoles.put(role, origin(tally)));
    Flow flow = new Flow(lookup.request().asked(), lookup.request().delegates(), ofRoles, origins);
    return new GradedCall(tool, flow, selects(), bare, hosts);
  }

  private void grade(String argument, Json value) {
    Role role = tool.role(argument);
    List<Json> leaves = new ArrayList<>();
    addLeaves(value, leaves);
    Json standard = tool.manifest().find(argument).map(Parameter::standard).orElse(null);
    Tally whole = new Tally();
    if (leaves.size() > FlowLimits.LEAVES_MAX) {
      whole.add(lookup.tooLong());
      tally(role).add(lookup.tooLong());
      tally(Role.CONTENT).add(new Lookup.Found(Grade.STRAY, lookup.sources().all()));
    } else {
      for (Json leaf : leaves) {
        grade(role, leaf, leaf.equals(standard), whole);
      }
    }
    origins.put(argument, origin(whole));
    if (role != Role.OPTION && !leaves.isEmpty()) {
      tally(selecting, role).grades |= whole.grades;
    }
  }

  private Origin origin(Tally tally) {
    return lookup.sources().origin(tally.grades, tally.sources);
  }

  private void grade(Role role, Json leaf, boolean standard, Tally whole) {
    if (standard) {
      whole.add(Lookup.Found.USER);
      tally(role, whole);
      return;
    }
    if (leaf instanceof Json.JsonString(String text, Span _)
        && text.length() > FlowLimits.LEAF_CHARS_MAX) {
      whole.add(lookup.tooLong());
      if (role != Role.CONTENT) {
        tally(role).add(lookup.tooLong());
      }
      // What it links to was not looked at.
      tally(Role.CONTENT).add(new Lookup.Found(Grade.STRAY, lookup.sources().all()));
      return;
    }
    List<Atom> atoms = Lookup.atoms(leaf);
    for (Atom atom : atoms) {
      if (atom.kind() == AtomKind.URL) {
        hosts.add(lookup.request().hostKey(atom.host()));
        if (role == Role.CONTENT || role == Role.TITLE) {
          tally(Role.CONTENT).add(lookup.atom(atom));
        }
      }
    }
    Lookup.Found found = lookup.of(leaf, atoms);
    whole.add(found);
    switch (role) {
      case CONTENT -> {}
      case TITLE -> tally(role).add(title(leaf, found), found.sources());
      case DESTINATION, SELECTOR, SECRET, AMOUNT, TIME, OPTION -> tally(role).add(found);
    }
  }

  private void tally(Role role, Tally whole) {
    if (role != Role.CONTENT) {
      tally(role).grades |= whole.grades;
    }
  }

  private Tally tally(Role role) {
    return tally(roles, role);
  }

  private static Tally tally(Map<Role, Tally> of, Role role) {
    return of.computeIfAbsent(role, _ -> new Tally());
  }

  /// A title is the agent's to word: it is enough that it is about what the request is about, or
  /// has a word of what the user pointed to.
  private Grade title(Json leaf, Lookup.Found found) {
    if (!(leaf instanceof Json.JsonString(String text, Span _))) {
      return found.grade();
    }
    List<String> said = Words.of(text);
    Set<String> topics = Words.stems(said);
    topics.removeIf(stem -> !FlowWords.isTopic(stem));
    if (lookup.request().isAbout(topics)) {
      return Grade.DERIVED;
    }
    for (String word : said) {
      Grade grade = lookup.gradeOfWord(word);
      if (topics.contains(Words.stem(word))
          && (grade == Grade.SELECTED || grade == Grade.TOPICAL)) {
        return Grade.SELECTED;
      }
    }
    return found.grade();
  }

  private static void addLeaves(Json value, List<Json> leaves) {
    switch (value) {
      case Json.JsonObject object ->
          object.members().forEach(member -> addLeaves(member.value(), leaves));
      case Json.JsonArray array -> array.elements().forEach(each -> addLeaves(each, leaves));
      case Json.JsonNull _, Json.JsonBool _ -> {}
      case Json.JsonString _, Json.JsonInteger _, Json.JsonNumber _ -> leaves.add(value);
    }
  }

  /// Destinations say what a call is about, else selectors, else all there is.
  private boolean selects() {
    Tally about = selecting.get(Role.DESTINATION);
    if (about == null) {
      about = selecting.get(Role.SELECTOR);
    }
    int grades = 0;
    for (Tally tally : about == null ? selecting.values() : List.of(about)) {
      grades |= tally.grades;
    }
    return selection.passesOn(grades);
  }
}
