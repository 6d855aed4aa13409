package dev.remit.cedar.engine;

import dev.remit.cedar.entity.Ancestors;
import dev.remit.cedar.entity.EntityNode;
import dev.remit.cedar.value.EntityUid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whether the action is, or is below, one of a list too long for the index.
final class ActionListNode implements Node.Test {
  private final Set<EntityUid> set;
  private final List<EntityUid> list;

  ActionListNode(List<EntityUid> actions) {
    this.set = new LinkedHashSet<>(actions);
    this.list = List.copyOf(set);
  }

  @Override
  public int test(PreparedRequest request) {
    EntityNode action = request.action();
    return Operators.code(set.contains(action.uid()) || isBelow(action.ancestors()));
  }

  private boolean isBelow(Ancestors ancestors) {
    if (ancestors.size() > list.size()) {
      for (int i = 0; i < list.size(); i++) {
        if (ancestors.contains(list.get(i))) {
          return true;
        }
      }
      return false;
    }
    for (int i = 0; i < ancestors.size(); i++) {
      if (set.contains(ancestors.at(i))) {
        return true;
      }
    }
    return false;
  }
}
