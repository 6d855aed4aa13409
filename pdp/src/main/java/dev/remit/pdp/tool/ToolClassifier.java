package dev.remit.pdp.tool;

import dev.remit.pdp.word.WordTable;
import dev.remit.pdp.word.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells what calling a tool does from its name, its arguments and, where the name has no verb, the
/// first words of its description.
///
/// A tool without a known verb writes: it never counts as reading. What its server hints adds
/// effects and removes none, because a server is not trusted to lower its own class.
public final class ToolClassifier {
  private static final List<WordTable> BY_HARM =
      List.of(
          Vocabulary.PAY,
          Vocabulary.DESTROY,
          Vocabulary.SUBMIT,
          Vocabulary.SEND,
          Vocabulary.WRITE,
          Vocabulary.STORE,
          Vocabulary.READ);

  private static final List<ToolEffect> EFFECTS_BY_HARM =
      List.of(
          ToolEffect.PAY,
          ToolEffect.DESTROY,
          ToolEffect.SUBMIT,
          ToolEffect.SEND,
          ToolEffect.WRITE,
          ToolEffect.STORE,
          ToolEffect.READ);

  private static final Pattern SENTENCE_END = Pattern.compile("[.\n]");
  private static final Pattern MAILS_PEOPLE =
      Pattern.compile(
          "\\bemails?\\b.{0,40}\\b(?:participant|member|user|attendee)", Pattern.CASE_INSENSITIVE);

  /// Words of a description that may be its verb.
  private static final int DESCRIPTION_WORDS = 3;

  private final ToolManifest manifest;
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<String> name;
  private final @Nullable String verb;
  private final WordTable table;
  private final List<String> objects;

  private ToolClassifier(ToolManifest manifest) {
    this.manifest = manifest;
    manifest.parameters().forEach(each -> roles.put(each.name(), RoleClassifier.role(each)));
    this.name = verbFirst(Words.ofName(manifest.name()));
    this.verb = verb();
    this.table = table(verb);
    this.objects = new ArrayList<>(name);
    objects.removeIf(word -> word.equals(verb));
  }

  public static Tool classify(ToolManifest manifest) {
    return new ToolClassifier(manifest).classify();
  }

  /// `pull_request_read` reads, unless it begins with a verb that acts.
  private static List<String> verbFirst(List<String> name) {
    if (name.size() > 1
        && Vocabulary.READ_ENDING.has(name.getLast())
        && !name.contains("write")
        && !Vocabulary.ACTING.has(name.getFirst())) {
      List<String> turned = new ArrayList<>(name);
      turned.addFirst(turned.removeLast());
      return turned;
    }
    return name;
  }

  private @Nullable String verb() {
    for (String word : name) {
      if (Vocabulary.READ.has(word) || Vocabulary.ACTING.has(word)) {
        return word;
      }
    }
    String sentence = SENTENCE_END.split(manifest.description(), 2)[0];
    for (String word : Words.of(sentence).stream().limit(DESCRIPTION_WORDS).toList()) {
      for (WordTable verbs : BY_HARM) {
        if (verbs.hasStem(Words.stem(word))) {
          return word;
        }
      }
    }
    return null;
  }

  /// That of what does most harm, if several have the verb; an unknown verb writes.
  private static WordTable table(@Nullable String verb) {
    if (verb == null) {
      return Vocabulary.WRITE;
    }
    for (WordTable verbs : BY_HARM) {
      if (verbs.has(verb)) {
        return verbs;
      }
    }
    String stem = Words.stem(verb);
    return BY_HARM.stream()
        .filter(verbs -> verbs.hasStem(stem))
        .findFirst()
        .orElse(Vocabulary.WRITE);
  }

  private boolean is(WordTable verbs) {
    return verb != null && (verbs.has(verb) || verbs.hasStem(Words.stem(verb)));
  }

  private Tool classify() {
    ToolEffect primary = primary();
    Set<ToolEffect> effects = EnumSet.of(primary);
    addByArguments(effects);
    addByMethods(effects);
    if (primary == ToolEffect.READ && is(Vocabulary.CONFIRM) && hasRole(Role.SECRET)) {
      // It takes a secret: a confirmation, which changes something.
      primary = ToolEffect.WRITE;
      effects = EnumSet.of(primary);
    }
    addHints(effects);
    if (!effects.contains(primary)) {
      primary = effects.contains(ToolEffect.DESTROY) ? ToolEffect.DESTROY : ToolEffect.WRITE;
    }
    return new Tool(
        manifest, effects, primary, isById(), roles, new LinkedHashSet<>(stems(objects)));
  }

  private ToolEffect primary() {
    ToolEffect effect = byVerb();
    boolean writes = effect == ToolEffect.WRITE;
    boolean credential = Vocabulary.CREDENTIAL.hasAnyStem(stems(objects)) || hasRole(Role.SECRET);
    return writes && credential && !is(Vocabulary.ENTER_OR_JOIN) ? ToolEffect.SECRET : effect;
  }

  private ToolEffect byVerb() {
    if (is(Vocabulary.READ) && table == Vocabulary.READ) {
      if ("check".equals(verb) && !name.isEmpty() && name.getLast().equals("out")) {
        return ToolEffect.PAY;
      }
      return hasUrl() ? ToolEffect.FETCH : ToolEffect.READ;
    }
    boolean tells = table == Vocabulary.SEND || is(Vocabulary.WRITE);
    if (table == Vocabulary.PAY || (tells && isAboutMoney() && hasRole(Role.DESTINATION))) {
      return ToolEffect.PAY;
    }
    if (is(Vocabulary.ENTER)) {
      return ToolEffect.WRITE;
    }
    boolean folder = "create".equals(verb) && Vocabulary.FOLDER.hasAny(objects);
    if (is(Vocabulary.STORE) || folder) {
      return ToolEffect.STORE;
    }
    return EFFECTS_BY_HARM.get(BY_HARM.indexOf(table));
  }

  /// A tool that acts and takes a destination sends to it too.
  private void addByArguments(Set<ToolEffect> effects) {
    if (effects.contains(ToolEffect.READ)
        || effects.contains(ToolEffect.FETCH)
        || effects.contains(ToolEffect.DESTROY)) {
      return;
    }
    if (hasDestination(true)) {
      effects.add(ToolEffect.SUBMIT);
    }
    if (hasDestination(false)
        && !effects.contains(ToolEffect.PAY)
        && !effects.contains(ToolEffect.SECRET)) {
      effects.add(ToolEffect.SEND);
    }
    if (hasRole(Role.DESTINATION) && MAILS_PEOPLE.matcher(manifest.description()).find()) {
      effects.add(ToolEffect.SEND);
    }
  }

  /// A tool of several methods has the effects of each.
  private void addByMethods(Set<ToolEffect> effects) {
    if (effects.contains(ToolEffect.READ) || effects.contains(ToolEffect.FETCH)) {
      return;
    }
    for (Parameter parameter : manifest.parameters()) {
      List<String> choices = parameter.choices();
      if (choices != null && Vocabulary.METHOD.has(parameter.name().toLowerCase(Locale.ROOT))) {
        for (String choice : choices) {
          List<String> words = Words.ofName(choice);
          if (!words.isEmpty() && Vocabulary.DESTROY.has(words.getFirst())) {
            effects.add(ToolEffect.DESTROY);
          }
          if (!words.isEmpty() && Vocabulary.SEND.has(words.getFirst())) {
            effects.add(ToolEffect.SEND);
          }
        }
      }
    }
  }

  private void addHints(Set<ToolEffect> effects) {
    boolean looks = effects.contains(ToolEffect.READ) || effects.contains(ToolEffect.FETCH);
    if (manifest.hints().destroys()) {
      effects.add(ToolEffect.DESTROY);
    } else if (manifest.hints().changes() && looks) {
      effects.add(ToolEffect.WRITE);
    }
    if (effects.size() > 1) {
      effects.remove(ToolEffect.READ);
    }
  }

  private boolean isAboutMoney() {
    return Vocabulary.MONEY.hasAnyStem(stems(objects))
        || roles.entrySet().stream()
            .anyMatch(each ->
                each.getValue() == Role.AMOUNT
                    && Vocabulary.PRICE.hasStem(Words.stem(each.getKey())));
  }

  private static List<String> stems(List<String> words) {
    return words.stream().map(Words::stem).toList();
  }

  private boolean hasRole(Role role) {
    return roles.containsValue(role);
  }

  private boolean hasUrl() {
    return roles.keySet().stream().anyMatch(ToolClassifier::isUrl);
  }

  private static boolean isUrl(String argument) {
    return argument.toLowerCase(Locale.ROOT).contains("url");
  }

  private boolean hasDestination(boolean url) {
    return roles.entrySet().stream()
        .anyMatch(each -> each.getValue() == Role.DESTINATION && isUrl(each.getKey()) == url);
  }

  private boolean isById() {
    return roles.entrySet().stream()
        .filter(each -> each.getValue() == Role.SELECTOR)
        .anyMatch(each -> {
          List<String> parts = Words.ofName(each.getKey());
          return (!parts.isEmpty() && Vocabulary.ID.has(parts.getLast()))
              || Objects.equals(each.getKey(), "username");
        });
  }
}
