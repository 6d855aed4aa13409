package dev.remit.pdp.flow;

import dev.remit.pdp.tool.ToolEffect;
import dev.remit.pdp.tool.Tools;
import dev.remit.pdp.word.Words;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the user of a task asked for: the values and words of the request, what it is about, and
/// which effects it has words for. Of values and words only keys are kept, but for the nouns that
/// follow "all" and "every".
final class UserRequest {
  private static final char WORD = 'W';
  private static final char PAIR = 'P';
  private static final char HOST = 'H';
  private static final char STEM = 'S';

  /// About what a noun in a set takes.
  private static final long NOUN_BYTES = 128;

  private static final Pattern PROPER = Pattern.compile("\\b[A-Z][a-z]++");
  private static final Pattern QUANTIFIED =
      Pattern.compile("\\b(?:all|every|each)\\b(?: of)?(?: the| my| our)?((?: [\\w-]{1,40}){1,2})");
  private static final Pattern EVERYONE = Pattern.compile("\\b(?:everyone|everybody)\\b");
  private static final Pattern HANDS_OVER = Pattern.compile("\\b(?:send|give|top)\\b");
  private static final Pattern MONEY =
      Pattern.compile(
          "[$€£]\\s?\\d|\\d\\s?(?:dollars|euros|usd|eur)|\\bmoney\\b|\\bbalance\\b|\\bfunds\\b"
              + "|\\btop\\b.{0,15}\\bup\\b|\\bbill\\b");

  private final FlowKey key;
  private final KeySet atoms;
  private final EnumSet<AtomKind> kinds = EnumSet.noneOf(AtomKind.class);
  private final KeySet words;
  private final KeySet pairs;
  private final KeySet hosts;
  private final KeySet topics;
  private final KeySet names;
  private final KeySet proper;
  private final Set<String> quantified;
  private final Set<ToolEffect> asked;
  private final boolean delegates;

  private UserRequest(String text, Tools tools, FlowKey key) {
    this.key = key;
    List<Atom> found = Atoms.of(text);
    found.forEach(atom -> kinds.add(atom.kind()));
    this.atoms = keys(found.stream().map(this::key).toList());
    this.hosts =
        keys(
            found.stream()
                .filter(atom -> atom.kind() == AtomKind.URL || atom.kind() == AtomKind.EMAIL)
                .map(atom -> hostKey(atom.host()))
                .toList());
    List<String> said = Words.of(text);
    this.words = keys(said.stream().map(this::wordKey).toList());
    Set<Long> neighbours = new HashSet<>();
    for (int i = 1; i < said.size(); i++) {
      neighbours.add(pairKey(said.get(i - 1), said.get(i)));
    }
    this.pairs = keys(neighbours);
    Set<String> about = new HashSet<>(Words.stems(text));
    about.removeIf(stem -> !FlowWords.isTopic(stem));
    this.names = stemKeys(about);
    about.removeIf(tools::hasStem);
    this.topics = stemKeys(about);
    this.proper = stemKeys(proper(text));
    this.quantified = quantified(text.toLowerCase(Locale.ROOT));
    Set<String> stems = new HashSet<>();
    said.forEach(word -> stems.add(Words.stem(word)));
    this.asked = Set.copyOf(asked(text.toLowerCase(Locale.ROOT), stems));
    this.delegates =
        FlowWords.DELEGATING_VERBS.hasAnyStem(stems)
            && FlowWords.DELEGATING_NOUNS.hasAnyStem(stems);
  }

  private UserRequest(UserRequest one, UserRequest other) {
    this.key = one.key;
    kinds.addAll(one.kinds);
    kinds.addAll(other.kinds);
    this.atoms = one.atoms.and(other.atoms);
    this.hosts = one.hosts.and(other.hosts);
    this.words = one.words.and(other.words);
    this.pairs = one.pairs.and(other.pairs);
    this.names = one.names.and(other.names);
    this.topics = one.topics.and(other.topics);
    this.proper = one.proper.and(other.proper);
    this.quantified = new HashSet<>(one.quantified);
    quantified.addAll(other.quantified);
    this.asked =
        Stream.concat(one.asked.stream(), other.asked.stream())
            .collect(Collectors.toUnmodifiableSet());
    this.delegates = one.delegates || other.delegates;
  }

  /// With what was said later. What the two say only together, as a verb in one and its noun in the
  /// other, neither says.
  UserRequest and(String text, Tools tools) {
    return new UserRequest(this, new UserRequest(text, tools, key));
  }

  /// Bytes of memory, about.
  long bytes() {
    return atoms.bytes()
        + hosts.bytes()
        + words.bytes()
        + pairs.bytes()
        + names.bytes()
        + topics.bytes()
        + proper.bytes()
        + NOUN_BYTES * quantified.size();
  }

  /// Of a longer text only the first part is taken in.
  static UserRequest of(String text, Tools tools, FlowKey key) {
    int length = Math.min(text.length(), FlowLimits.REQUEST_CHARS_MAX);
    return new UserRequest(text.substring(0, length), tools, key);
  }

  private static KeySet keys(Collection<Long> keys) {
    return KeySet.of(keys);
  }

  private KeySet stemKeys(Collection<String> stems) {
    return keys(stems.stream().map(stem -> key.of(STEM, stem)).toList());
  }

  private static Set<String> proper(String text) {
    Set<String> stems = new HashSet<>();
    Matcher matcher = PROPER.matcher(text);
    while (matcher.find()) {
      String stem = Words.stem(matcher.group());
      if (FlowWords.isName(stem)) {
        stems.add(stem);
      }
    }
    return stems;
  }

  private static Set<String> quantified(String lower) {
    Set<String> stems = new HashSet<>();
    Matcher matcher = QUANTIFIED.matcher(lower);
    while (matcher.find()) {
      for (String word : matcher.group(1).strip().split(" ", -1)) {
        stems.add(Words.stem(word));
      }
    }
    if (EVERYONE.matcher(lower).find()) {
      stems.addAll(List.of("user", "contact", "member"));
    }
    return stems;
  }

  private static Set<ToolEffect> asked(String lower, Set<String> stems) {
    EnumSet<ToolEffect> asked = EnumSet.noneOf(ToolEffect.class);
    FlowWords.ASKING.forEach((effect, verbs) -> {
      if (verbs.hasAnyStem(stems)) {
        asked.add(effect);
      }
    });
    boolean dues = FlowWords.DUES.hasAnyStem(stems) && asked.contains(ToolEffect.WRITE);
    boolean money = HANDS_OVER.matcher(lower).find() && MONEY.matcher(lower).find();
    if (dues || money) {
      asked.add(ToolEffect.PAY);
    }
    if (FlowWords.SECRETS.hasAnyStem(stems) && FlowWords.CHANGING.hasAnyStem(stems)) {
      asked.add(ToolEffect.SECRET);
    }
    return asked;
  }

  long key(Atom atom) {
    return key.of(atom.kind().tag(), atom.text());
  }

  long pathKey(String path) {
    return key.of(AtomKind.PATH.tag(), path);
  }

  long wordKey(String word) {
    return key.of(WORD, word);
  }

  long pairKey(String word, String next) {
    return key.of(PAIR, word, next);
  }

  long hostKey(String host) {
    return key.of(HOST, host);
  }

  boolean hasAtom(long atom) {
    return atoms.has(atom);
  }

  /// Whether a value of the kind stands in it.
  boolean names(AtomKind kind) {
    return kinds.contains(kind);
  }

  boolean hasHost(long host) {
    return hosts.has(host);
  }

  /// Whether each of the words stands in it, in any order.
  boolean hasWords(List<String> some) {
    for (String word : some) {
      if (!words.has(wordKey(word))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the words stand in it one after the other, each pair of them somewhere.
  boolean hasPairs(List<String> some) {
    for (int i = 1; i < some.size(); i++) {
      if (!pairs.has(pairKey(some.get(i - 1), some.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /// Whether one of the stems is what the request is about.
  boolean isAbout(Collection<String> stems) {
    return hasAny(topics, stems);
  }

  /// As [#isAbout], and words that tools have in their names count too.
  boolean mentions(Collection<String> stems) {
    return hasAny(names, stems);
  }

  /// Whether one of the stems is of a name in it: a capitalised word.
  boolean namesOneOf(Collection<String> stems) {
    return hasAny(proper, stems);
  }

  private boolean hasAny(KeySet keys, Collection<String> stems) {
    if (keys.isEmpty()) {
      return false;
    }
    for (String stem : stems) {
      if (keys.has(key.of(STEM, stem))) {
        return true;
      }
    }
    return false;
  }

  /// Whether it asks for all of something that has one of these stems.
  boolean quantifies(Collection<String> stems) {
    return stems.stream().anyMatch(quantified::contains);
  }

  /// Whether it asks for all values of a kind.
  boolean quantifies(AtomKind kind) {
    return switch (kind) {
      case URL -> FlowWords.URLS.hasAnyStem(quantified);
      case EMAIL -> FlowWords.EMAILS.hasAnyStem(quantified);
      case DATE, TIME, PATH, ACCOUNT, ID, NUMBER -> false;
    };
  }

  Set<ToolEffect> asked() {
    return asked;
  }

  boolean delegates() {
    return delegates;
  }
}
