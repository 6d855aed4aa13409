package dev.remit.pdp.flow;

import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.word.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Looks up where one value of an argument came from.
record Lookup(UserRequest request, FlowTable values, FlowTable words, FlowSources sources) {
  private static final Pattern FIGURES = Pattern.compile("[$€£\\d.,:\\- ]++");
  private static final Pattern NO_LETTER = Pattern.compile("[\\d\\W]++");

  /// RFC 2606: these belong to nobody.
  private static final Pattern RESERVED =
      Pattern.compile("(?:^|\\.)(?:example\\.(?:com|org|net)|[\\w-]+\\.(?:example|test|invalid))$");

  private static final String BEFORE = " \t\n\r<>()[]{}\"',;";
  private static final String BEHIND = BEFORE;
  private static final String STOPS = ".!?:";

  /// A grade, and as bits the sources that a value, or words of it, were found in.
  record Found(Grade grade, long sources) {
    static final Found USER = new Found(Grade.USER, 0);
    static final Found DERIVED = new Found(Grade.DERIVED, 0);
    static final Found UNKNOWN = new Found(Grade.UNKNOWN, 0);
  }

  /// Of a value that is not looked through, which may be made of anything.
  Found tooLong() {
    return new Found(Grade.UNKNOWN, sources.all());
  }

  /// Of a text or a number, with the values that stand in it.
  Found of(Json leaf, List<Atom> atoms) {
    return switch (leaf) {
      case Json.JsonString(String text, Span _) -> text(text.strip(), atoms);
      case Json.JsonInteger _, Json.JsonNumber _ -> atom(atoms.getFirst());
      case Json.JsonBool _, Json.JsonNull _, Json.JsonArray _, Json.JsonObject _ -> Found.UNKNOWN;
    };
  }

  /// The values of a text or a number.
  static List<Atom> atoms(Json leaf) {
    return switch (leaf) {
      case Json.JsonString(String text, Span _) -> Atoms.of(text.strip());
      case Json.JsonInteger(long integer, Span _) ->
          List.of(Atom.of(AtomKind.NUMBER, Long.toString(integer), 0));
      case Json.JsonNumber(String literal, Span _) -> List.of(Atom.of(AtomKind.NUMBER, literal, 0));
      case Json.JsonBool _, Json.JsonNull _, Json.JsonArray _, Json.JsonObject _ -> List.of();
    };
  }

  private Found text(String text, List<Atom> atoms) {
    if (text.isEmpty()) {
      return Found.USER;
    }
    List<Atom> strong = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      if (atom.kind().isStrong()) {
        strong.add(atom);
      }
    }
    if (strong.isEmpty()) {
      return words(text, atoms);
    }
    Grade worst = Grade.USER;
    long bits = 0;
    boolean ids = true;
    for (Atom atom : strong) {
      Found found = atom(atom);
      worst = worst.min(found.grade());
      bits |= found.sources();
      ids &= atom.kind() == AtomKind.ID;
    }
    if (!standAlone(text, strong)) {
      return new Found(Grade.UNKNOWN, bits);
    }
    return new Found(worst == Grade.OWN && ids ? Grade.MEMBER : worst, bits);
  }

  /// Whether nothing that a tool might read as a part of a value, or as another value, stands
  /// beside the values of a text.
  private static boolean standAlone(String text, List<Atom> atoms) {
    boolean[] inside = new boolean[text.length()];
    for (Atom atom : atoms) {
      if ((atom.start() > 0 && BEFORE.indexOf(text.charAt(atom.start() - 1)) < 0)
          || !isEnd(text, atom.end())) {
        return false;
      }
      for (int i = atom.start(); i < atom.end(); i++) {
        inside[i] = true;
      }
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!inside[i] && (c == '@' || c == '/' || c == '\\' || (c == '.' && !isStop(text, i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEnd(String text, int at) {
    if (at == text.length() || BEHIND.indexOf(text.charAt(at)) >= 0) {
      return true;
    }
    return STOPS.indexOf(text.charAt(at)) >= 0 && isStop(text, at);
  }

  /// Whether what stands at a place ends a sentence, and no name goes on behind it.
  private static boolean isStop(String text, int at) {
    return at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
  }

  private Found words(String text, List<Atom> atoms) {
    List<String> said = Words.of(text);
    if (said.size() > FlowLimits.LEAF_WORDS_MAX) {
      return tooLong();
    }
    if (said.isEmpty()) {
      return Found.UNKNOWN;
    }
    boolean ofUser = request.hasWords(said);
    if (ofUser && request.hasPairs(said)) {
      return Found.USER;
    }
    if (atoms.size() == 1 && FIGURES.matcher(text).matches()) {
      return atom(atoms.getFirst());
    }
    Found found = neighbours(said);
    if (found.grade() == Grade.UNKNOWN && ofUser) {
      return new Found(Grade.DERIVED, found.sources());
    }
    return found.grade() == Grade.OWN && !NO_LETTER.matcher(text).matches()
        ? new Found(Grade.MEMBER, found.sources())
        : found;
  }

  /// The worst of the pairs of neighbours; one that is missing makes all unknown.
  private Found neighbours(List<String> said) {
    if (said.size() == 1) {
      return word(request.wordKey(said.getFirst()));
    }
    Grade worst = Grade.USER;
    long bits = 0;
    for (int i = 1; i < said.size(); i++) {
      Found found = word(request.pairKey(said.get(i - 1), said.get(i)));
      worst = worst.min(found.grade());
      bits |= found.sources();
    }
    return new Found(worst, bits);
  }

  private Found word(long key) {
    int at = words.indexOf(key);
    return at < 0 ? Found.UNKNOWN : new Found(words.gradeAt(at), words.sourcesAt(at));
  }

  /// What is known of a word alone.
  Grade gradeOfWord(String word) {
    return word(request.wordKey(word)).grade();
  }

  Found atom(Atom atom) {
    long key = request.key(atom);
    if (request.hasAtom(key)) {
      return Found.USER;
    }
    Found found = value(key);
    return switch (atom.kind()) {
      case URL -> url(atom, found);
      case EMAIL -> isReserved(atom.host()) ? Found.DERIVED : found;
      case PATH -> path(atom.text(), found);
      case DATE, TIME, ACCOUNT, ID, NUMBER -> found;
    };
  }

  private Found value(long key) {
    int at = values.indexOf(key);
    return at < 0 ? Found.UNKNOWN : new Found(values.gradeAt(at), values.sourcesAt(at));
  }

  private Found url(Atom atom, Found found) {
    String host = atom.host();
    long key = request.hostKey(host);
    if (request.hasHost(key) || isReserved(host)) {
      return Found.DERIVED;
    }
    return found.grade() == Grade.UNKNOWN ? value(key) : found;
  }

  private static boolean isReserved(String host) {
    boolean maybe = host.contains("example") || host.contains("test") || host.contains("invalid");
    return maybe && RESERVED.matcher(host).find();
  }

  /// A path with `.` or `..` in it leads somewhere else, and is only what it is as a whole.
  private Found path(String path, Found found) {
    List<String> names = List.of(path.split("/+", -1));
    if (names.contains(".") || names.contains("..")) {
      return found;
    }
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (path.charAt(0) == '/' && request.hasAtom(request.pathKey(path.substring(0, end)))) {
        return Found.DERIVED;
      }
    }
    return found.grade() == Grade.UNKNOWN ? value(request.pathKey(names.getLast())) : found;
  }
}
