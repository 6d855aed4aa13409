package dev.remit.pdp.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The tools whose results a task has seen, each with the labels of its calls, as bits. Those past
/// the maximum share one bit, and so all their tools and labels.
final class FlowSources {
  private static final long MORE = 1L << FlowLimits.SOURCES_MAX;

  /// About what an element of a sorted set takes.
  private static final long NAME_BYTES = 64;

  /// Origins that one task keeps.
  private static final int ORIGINS_MAX = 64;

  /// Origins of one source at most that tasks share: there are few, and the next call is mostly of
  /// another task.
  private static final int SHARED_MAX = 4_096;

  private static final Map<Origin, Origin> SHARED = new ConcurrentHashMap<>();

  private final List<Source> sources = new ArrayList<>();
  private final SortedSet<String> moreTools = new TreeSet<>();
  private final SortedSet<String> moreLabels = new TreeSet<>();

  // What was asked for before.
  private final List<Known> known = new ArrayList<>(2);

  private record Source(String tool, SortedSet<String> labels) {}

  /// What these grades and sources, both as bits, come to.
  private record Known(int grades, long sources, Origin origin) {}

  FlowSources copy() {
    FlowSources copy = new FlowSources();
    copy.sources.addAll(sources);
    copy.moreTools.addAll(moreTools);
    copy.moreLabels.addAll(moreLabels);
    return copy;
  }

  /// Bytes of memory, about; the texts are the bundle's.
  long bytes() {
    long names = moreTools.size();
    names += moreLabels.size();
    for (Source source : sources) {
      names += 2L + source.labels().size();
    }
    return NAME_BYTES * names;
  }

  long bit(String tool, SortedSet<String> labels) {
    Source source = new Source(tool, new TreeSet<>(labels));
    int index = sources.indexOf(source);
    if (index >= 0) {
      return 1L << index;
    }
    if (sources.size() == FlowLimits.SOURCES_MAX) {
      moreTools.add(tool);
      moreLabels.addAll(labels);
      return MORE;
    }
    sources.add(source);
    return 1L << (sources.size() - 1);
  }

  /// Every source there is.
  long all() {
    long all = moreTools.isEmpty() ? 0 : MORE;
    return sources.isEmpty() ? all : all | (-1L >>> (Long.SIZE - sources.size()));
  }

  /// Of values of these grades that these sources have, both as bits. Those of a task are few, so
  /// they are kept.
  Origin origin(int grades, long bits) {
    if (grades == 0 && bits == 0) {
      return Origin.NONE;
    }
    for (Known former : known) {
      if (former.sources() == bits && former.grades() == grades) {
        return former.origin();
      }
    }
    Origin made = new Origin(Grade.ofBits(grades), tools(bits), labels(bits));
    // What the last bit stands for grows.
    if ((bits & MORE) != 0) {
      return made;
    }
    Origin kept = Long.bitCount(bits) > 1 ? made : shared(made);
    if (known.size() < ORIGINS_MAX) {
      known.add(new Known(grades, bits, kept));
    }
    return kept;
  }

  private static Origin shared(Origin made) {
    Origin first = SHARED.size() < SHARED_MAX ? SHARED.putIfAbsent(made, made) : SHARED.get(made);
    return first == null ? made : first;
  }

  SortedSet<String> tools(long bits) {
    SortedSet<String> tools = new TreeSet<>();
    for (int i = 0; i < sources.size(); i++) {
      if ((bits >>> i & 1) != 0) {
        tools.add(sources.get(i).tool());
      }
    }
    if ((bits & MORE) != 0) {
      tools.addAll(moreTools);
    }
    return tools;
  }

  SortedSet<String> labels(long bits) {
    SortedSet<String> labels = new TreeSet<>();
    for (int i = 0; i < sources.size(); i++) {
      if ((bits >>> i & 1) != 0) {
        labels.addAll(sources.get(i).labels());
      }
    }
    if ((bits & MORE) != 0) {
      labels.addAll(moreLabels);
    }
    return labels;
  }
}
