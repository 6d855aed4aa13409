package dev.remit.pdp.flow;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.tool.Parameter;
import dev.remit.pdp.tool.Role;
import dev.remit.pdp.tool.Tool;
import dev.remit.pdp.word.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  private final SortedMap<String, Origin> origins = new TreeMap<>();
  private final Set<Long> hosts = new HashSet<>();
  private boolean bare = true;

  CallGrading(Tool tool, Json.JsonObject arguments, Lookup lookup, Selection selection) {
    this.tool = tool;
    this.arguments = arguments;
    this.lookup = lookup;
    this.selection = selection;
  }

  /// Grades and sources of several values.
  private static final class Tally {
    private final EnumSet<Grade> grades = EnumSet.noneOf(Grade.class);
    private long sources;

    private void add(Lookup.Found found) {
      grades.add(found.grade());
      sources |= found.sources();
    }

    private Origin origin(FlowSources known) {
      if (sources == 0 && grades.isEmpty()) {
        return Origin.NONE;
      }
      return new Origin(grades, known.tools(sources), known.labels(sources));
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
    roles.forEach((role, tally) -> ofRoles.put(role, tally.origin(lookup.sources())));
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
    origins.put(argument, whole.origin(lookup.sources()));
    if (role != Role.OPTION && !leaves.isEmpty()) {
      Tally selects = selecting.computeIfAbsent(role, _ -> new Tally());
      selects.grades.addAll(whole.grades);
    }
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
      case TITLE -> tally(role).add(new Lookup.Found(title(leaf, found), found.sources()));
      case DESTINATION, SELECTOR, SECRET, AMOUNT, TIME, OPTION -> tally(role).add(found);
    }
  }

  private void tally(Role role, Tally whole) {
    if (role != Role.CONTENT) {
      tally(role).grades.addAll(whole.grades);
    }
  }

  private Tally tally(Role role) {
    return roles.computeIfAbsent(role, _ -> new Tally());
  }

  /// A title is the agent's to word: it is enough that it is about what the request is about, or
  /// has a word of what the user pointed to.
  private Grade title(Json leaf, Lookup.Found found) {
    if (!(leaf instanceof Json.JsonString(String text, Span _))) {
      return found.grade();
    }
    Set<String> topics = new HashSet<>(Words.stems(text));
    topics.removeIf(stem -> !FlowWords.isTopic(stem));
    if (lookup.request().isAbout(topics)) {
      return Grade.DERIVED;
    }
    for (String word : Words.of(text)) {
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
    @Nullable Tally about = selecting.get(Role.DESTINATION);
    if (about == null) {
      about = selecting.get(Role.SELECTOR);
    }
    EnumSet<Grade> grades = EnumSet.noneOf(Grade.class);
    Optional.ofNullable(about)
        .ifPresentOrElse(
            tally -> grades.addAll(tally.grades),
            () -> selecting.values().forEach(tally -> grades.addAll(tally.grades)));
    return !grades.isEmpty() && grades.stream().allMatch(selection::passesOn);
  }
}
