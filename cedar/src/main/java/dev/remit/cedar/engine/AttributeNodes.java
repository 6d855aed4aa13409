package dev.remit.cedar.engine;

import static dev.remit.cedar.engine.Operators.ERROR;
import static dev.remit.cedar.engine.Operators.FALSE;
import static dev.remit.cedar.engine.Operators.TRUE;
import static dev.remit.cedar.entity.Withholding.Reading.OPEN;

import dev.remit.cedar.entity.Withholding;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import dev.remit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `a.name` and `a has name`.
final class AttributeNodes {
  private AttributeNodes() {}

  static Node get(Node operand, String name) {
    Key key = new Key(name);
    return switch (operand) {
      case LeafNodes.Principal _ -> new OfPrincipal(key);
      case LeafNodes.Resource _ -> new OfResource(key);
      case LeafNodes.Context _ -> new OfContext(key);
      default -> new OfValue(operand, key);
    };
  }

  static Node has(Node operand, List<String> path) {
    return path.size() == 1
        ? hasOne(operand, new Key(path.getFirst()))
        : new HasPath(operand, path.stream().map(Key::new).toArray(Key[]::new));
  }

  private static Node hasOne(Node operand, Key key) {
    return switch (operand) {
      case LeafNodes.Principal _ -> new PrincipalHas(key);
      case LeafNodes.Resource _ -> new ResourceHas(key);
      case LeafNodes.Context _ -> new ContextHas(key);
      default -> new ValueHas(operand, key);
    };
  }

  /// A name, with the position at which the last record asked had it.
  static final class Key {
    private final String name;

    /// A hint that is checked before use; a race costs a search at worst.
    private int hint;

    Key(String name) {
      // The JSON reader interns names of members, so most comparisons end at the reference.
      this.name = name.intern();
    }

    @Nullable Value in(RecordValue record) {
      int index = record.indexOf(name, hint);
      if (index < 0) {
        return null;
      }
      if (index != hint) {
        hint = index;
      }
      return record.valueAt(index);
    }

    /// The value of an entity's attribute; null if it is not there, or withheld.
    @Nullable Value of(EntityUid uid, RecordValue attributes, PreparedRequest request) {
      Value value = in(attributes);
      Withholding withheld = request.withheld();
      return value == null || withheld == null || withheld.reading(uid, name) == OPEN
          ? value
          : null;
    }

    /// Whether an entity has the attribute; an error if that is withheld too.
    int isOf(EntityUid uid, RecordValue attributes, PreparedRequest request) {
      if (in(attributes) == null) {
        return FALSE;
      }
      Withholding withheld = request.withheld();
      return withheld == null ? TRUE : Operators.code(withheld.reading(uid, name));
    }
  }

  record OfPrincipal(Key key) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      return key.of(request.principal().uid(), request.principal().attributes(), request);
    }
  }

  record OfResource(Key key) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      return key.of(request.resource().uid(), request.resource().attributes(), request);
    }
  }

  record OfContext(Key key) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      return key.in(request.context());
    }
  }

  record OfValue(Node operand, Key key) implements Node {
    @Override
    public @Nullable Value value(PreparedRequest request) {
      Value value = operand.value(request);
      if (value instanceof RecordValue record) {
        return key.in(record);
      }
      return value instanceof EntityUid uid ? key.of(uid, request.attributes(uid), request) : null;
    }
  }

  record PrincipalHas(Key key) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return key.isOf(request.principal().uid(), request.principal().attributes(), request);
    }
  }

  record ResourceHas(Key key) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return key.isOf(request.resource().uid(), request.resource().attributes(), request);
    }
  }

  record ContextHas(Key key) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      return key.in(request.context()) == null ? FALSE : TRUE;
    }
  }

  record ValueHas(Node operand, Key key) implements Node.Test {
    @Override
    public int test(PreparedRequest request) {
      Value value = operand.value(request);
      if (value instanceof RecordValue record) {
        return key.in(record) == null ? FALSE : TRUE;
      }
      return value instanceof EntityUid uid
          ? key.isOf(uid, request.attributes(uid), request)
          : ERROR;
    }
  }

  /// `a has b.c`: each name in the value of the one before; the operand is evaluated once.
  static final class HasPath implements Node.Test {
    private final Node operand;
    private final Key[] path;

    HasPath(Node operand, Key[] path) {
      this.operand = operand;
      this.path = path;
    }

    @Override
    public int test(PreparedRequest request) {
      Value value = operand.value(request);
      for (Key key : path) {
        if (value instanceof RecordValue record) {
          value = key.in(record);
        } else if (value instanceof EntityUid uid) {
          RecordValue attributes = request.attributes(uid);
          int has = key.isOf(uid, attributes, request);
          if (has != TRUE) {
            return has;
          }
          value = key.in(attributes);
        } else {
          return ERROR;
        }
        if (value == null) {
          return FALSE;
        }
      }
      return TRUE;
    }
  }
}
