package dev.remit.pdp.flow;

import dev.remit.pdp.word.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes one result of a tool into the tables of its task.
final class ResultIntake {
  /// What stands between two passages.
  static final Pattern SEGMENT =
      Pattern.compile(
          "(?<=[.!?])\\s+(?=[A-Z])|\\n\\s*\\n"
              + "|</?(?:p|div|section|form|h\\d|li|label|a)\\b[^>]{0,200}>(?=\\s)");

  /// Characters of a field that is still short: a name, a subject, a heading.
  private static final int SHORT_MAX = 64;

  /// Characters of a text that is not divided.
  private static final int DIVIDED_MAX = 200_000;

  private final GradedCall call;
  private final UserRequest request;
  private final FlowTable values;
  private final FlowTable words;
  private final long source;
  private final String text;
  private final boolean all;
  private @Nullable Set<AtomKind> sole;

  ResultIntake(
      GradedCall call,
      UserRequest request,
      FlowTable values,
      FlowTable words,
      long source,
      String text) {
    this.call = call;
    this.request = request;
    this.values = values;
    this.words = words;
    this.source = source;
    this.text = text;
    this.all = call.bare() && request.quantifies(call.tool().objects());
  }

  void take() {
    ResultRecord.parse(text).forEach(this::take);
  }

  private void take(ResultRecord record) {
    boolean message =
        record.fields().stream().anyMatch(field -> FlowWords.AUTHOR_FIELDS.has(field.name()));
    boolean named = message ? isMessageNamed(record) : isNamed(record);
    for (ResultRecord.Field field : record.fields()) {
      boolean free =
          !record.isStructured()
              || FlowWords.FREE_FIELDS.has(field.name())
              || field.text().length() > SHORT_MAX;
      if (free) {
        for (String segment : segments(field.text())) {
          List<String> said = Words.of(segment);
          Grade grade = record.isStructured() ? ofPassage(said, message, named) : ofFreeText(said);
          put(segment, said, grade, false);
        }
      } else {
        put(field.text(), Words.of(field.text()), ofField(field, message, named), true);
      }
    }
  }

  /// By who wrote it, or by a subject short enough not to be written for this.
  private boolean isMessageNamed(ResultRecord record) {
    Set<String> head = new HashSet<>();
    Set<String> subjects = new HashSet<>();
    for (ResultRecord.Field field : record.fields()) {
      if (FlowWords.AUTHOR_FIELDS.has(field.name())) {
        head.addAll(Words.stems(field.text()));
      } else if (FlowWords.SUBJECT_FIELDS.has(field.name()) && field.text().length() <= SHORT_MAX) {
        subjects.addAll(Words.stems(field.text()));
      }
    }
    head.addAll(subjects);
    return request.namesOneOf(head) || request.isAbout(subjects);
  }

  /// By any of its short fields.
  private boolean isNamed(ResultRecord record) {
    return record.isStructured()
        && record.fields().stream()
            .filter(field -> !FlowWords.FREE_FIELDS.has(field.name()))
            .filter(field -> !FlowWords.RECIPIENT_FIELDS.has(field.name()))
            .filter(field -> field.text().length() <= SHORT_MAX)
            .anyMatch(field -> request.mentions(Words.stems(field.text())));
  }

  /// The passages of a free text, none of them blank.
  static List<String> segments(String text) {
    if (text.length() >= DIVIDED_MAX) {
      return List.of(text);
    }
    List<String> segments = new ArrayList<>();
    Matcher end = SEGMENT.matcher(text).useTransparentBounds(true);
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      if (mayEnd(text, at) && end.region(at, text.length()).lookingAt()) {
        addUnlessBlank(text.substring(from, at), segments);
        from = end.end();
        at = from;
      } else {
        at++;
      }
    }
    addUnlessBlank(text.substring(from), segments);
    return segments;
  }

  /// Whether an alternative of [#SEGMENT] may begin there.
  private static boolean mayEnd(String text, int at) {
    return switch (text.charAt(at)) {
      case '<', '\n' -> true;
      case ' ', '\t', '\u000b', '\f', '\r' -> at > 0 && ".!?".indexOf(text.charAt(at - 1)) >= 0;
      default -> false;
    };
  }

  private static void addUnlessBlank(String segment, List<String> segments) {
    if (!segment.isBlank()) {
      segments.add(segment);
    }
  }

  /// Of a passage of free text within a record.
  private Grade ofPassage(List<String> passage, boolean message, boolean named) {
    if (message && named) {
      return Grade.SELECTED;
    }
    return call.selects() || named ? ofTopic(passage) : Grade.STRAY;
  }

  /// Of a passage of a result that is free text.
  private Grade ofFreeText(List<String> passage) {
    if (call.bare() && text.length() <= SHORT_MAX) {
      return Grade.OWN;
    }
    if (all) {
      return Grade.SELECTED;
    }
    return call.selects() ? ofTopic(passage) : Grade.STRAY;
  }

  private Grade ofTopic(List<String> passage) {
    Set<String> stems = Words.stems(passage);
    stems.removeIf(stem -> !FlowWords.isTopic(stem));
    return request.isAbout(stems) ? Grade.TOPICAL : Grade.OFFTOPIC;
  }

  private Grade ofField(ResultRecord.Field field, boolean message, boolean named) {
    if (named || call.selects() || all) {
      return Grade.SELECTED;
    }
    boolean own = call.bare() && (!message || isId(field.name()));
    return own ? Grade.OWN : Grade.STRAY;
  }

  private static boolean isId(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == '_') {
      end--;
    }
    return name.startsWith("id", end - 2);
  }

  private void put(String segment, List<String> said, Grade grade, boolean structured) {
    for (Atom atom : Atoms.of(segment)) {
      Grade better = ofAtom(atom, grade, structured);
      values.put(request.key(atom), better, source);
      if (atom.kind() == AtomKind.URL) {
        values.put(request.hostKey(atom.host()), better, source);
      }
    }
    for (int i = 0; i < said.size(); i++) {
      words.put(request.wordKey(said.get(i)), grade, source);
      if (i > 0) {
        words.put(request.pairKey(said.get(i - 1), said.get(i)), grade, source);
      }
    }
  }

  private Grade ofAtom(Atom atom, Grade grade, boolean structured) {
    boolean sameHost =
        atom.kind() == AtomKind.URL
            && call.selects()
            && call.hosts().contains(request.hostKey(atom.host()));
    boolean namedMail =
        atom.kind() == AtomKind.EMAIL
            && structured
            && request.namesOneOf(Words.stems(atom.text().substring(0, atom.text().indexOf('@'))));
    boolean asked =
        (grade == Grade.TOPICAL || grade == Grade.OFFTOPIC)
            && call.selects()
            && request.quantifies(atom.kind());
    if (sameHost || namedMail || asked) {
      return Grade.SELECTED;
    }
    return grade == Grade.OFFTOPIC && isSole(atom.kind()) ? Grade.SOLE : grade;
  }

  /// Whether the text has one value of a kind that payments and messages go to, does not speak to
  /// the agent, and the user named none.
  private boolean isSole(AtomKind kind) {
    return switch (kind) {
      case URL, EMAIL, ACCOUNT -> !request.names(kind) && sole().contains(kind);
      case DATE, TIME, PATH, ID, NUMBER -> false;
    };
  }

  /// The kinds of which the text has one value, none if it speaks to the agent. Looked for when it
  /// is first asked for, because most texts are never asked.
  private Set<AtomKind> sole() {
    Set<AtomKind> known = sole;
    if (known == null) {
      known = FlowWords.isDirected(text) ? Set.of() : soleIn(text);
      sole = known;
    }
    return known;
  }

  private static Set<AtomKind> soleIn(String text) {
    Map<AtomKind, Set<String>> values = new EnumMap<>(AtomKind.class);
    for (Atom atom : Atoms.of(text)) {
      values.computeIfAbsent(atom.kind(), _ -> new HashSet<>()).add(atom.text());
    }
    values.values().removeIf(each -> each.size() > 1);
    return values.keySet();
  }
}
