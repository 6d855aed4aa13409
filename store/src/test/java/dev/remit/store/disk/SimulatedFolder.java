package dev.remit.store.disk;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Names, and every state that they were in since they were forced; a loss of power leaves one.
final class SimulatedFolder implements SimulatedNode {
  private final List<SortedMap<String, SimulatedNode>> states = new ArrayList<>();

  SimulatedFolder() {
    states.add(new TreeMap<>());
  }

  SortedMap<String, SimulatedNode> names() {
    return new TreeMap<>(states.getLast());
  }

  @Nullable SimulatedNode find(String name) {
    return states.getLast().get(name);
  }

  void put(String name, SimulatedNode node) {
    SortedMap<String, SimulatedNode> next = names();
    next.put(name, node);
    states.add(next);
  }

  void remove(String name) {
    SortedMap<String, SimulatedNode> next = names();
    next.remove(name);
    states.add(next);
  }

  void rename(String from, String to, SimulatedNode node) {
    SortedMap<String, SimulatedNode> next = names();
    next.remove(from);
    next.put(to, node);
    states.add(next);
  }

  void force() {
    states.subList(0, states.size() - 1).clear();
  }

  @Override
  public SimulatedNode copy() {
    SimulatedFolder copy = new SimulatedFolder();
    copy.states.clear();
    IdentityHashMap<SimulatedNode, SimulatedNode> copies = new IdentityHashMap<>();
    for (SortedMap<String, SimulatedNode> state : states) {
      SortedMap<String, SimulatedNode> copied = new TreeMap<>();
      state.forEach(
          (name, node) -> copied.put(name, copies.computeIfAbsent(node, SimulatedNode::copy)));
      copy.states.add(copied);
    }
    return copy;
  }

  @Override
  public SimulatedNode crashed(RandomGenerator random) {
    SimulatedFolder crashed = new SimulatedFolder();
    states
        .get(random.nextInt(states.size()))
        .forEach((name, node) -> crashed.states.getLast().put(name, node.crashed(random)));
    return crashed;
  }
}
