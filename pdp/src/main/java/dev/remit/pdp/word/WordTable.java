package dev.remit.pdp.word;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A set of words, and of what their endings leave of them.
public final class WordTable {
  private final Set<String> words;
  private final Set<String> stems;

  private WordTable(Set<String> words) {
    this.words = words;
    Set<String> left = new HashSet<>();
    words.forEach(word -> left.add(Words.stem(word)));
    this.stems = left;
  }

  /// The words of a text, separated by white space.
  public static WordTable of(String text) {
    return new WordTable(new HashSet<>(List.of(text.strip().split("\\s+"))));
  }

  /// The words of all of them.
  public static WordTable of(WordTable... tables) {
    Set<String> all = new HashSet<>();
    for (WordTable table : tables) {
      all.addAll(table.words);
    }
    return new WordTable(all);
  }

  /// Whether a word is in the table, as it is written there.
  public boolean has(String word) {
    return words.contains(word);
  }

  public boolean hasAny(Collection<String> any) {
    return !Collections.disjoint(words, any);
  }

  /// Whether it is what an ending leaves of a word of the table.
  public boolean hasStem(String stem) {
    return stems.contains(stem);
  }

  public boolean hasAnyStem(Collection<String> any) {
    return !Collections.disjoint(stems, any);
  }
}
