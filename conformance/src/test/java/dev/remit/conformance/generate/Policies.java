package dev.remit.conformance.generate;

import dev.remit.conformance.world.Uid;
import java.util.List;
import java.util.StringJoiner;

/// Draws policies and templates as text.
final class Policies {
  private static final int DEPTH_MAX = 5;

  private final Draw draw;
  private final Shape shape;
  private final Syntax syntax;
  private final Uids uids;

  Policies(Draw draw, Shape shape) {
    this.draw = draw;
    this.shape = shape;
    this.syntax = new Syntax(draw);
    this.uids = new Uids(draw, shape);
  }

  String policy() {
    return policy(false, false);
  }

  /// A policy with the slots asked for.
  String policy(boolean principalSlot, boolean resourceSlot) {
    Scene scene = Scene.draw(draw, shape);
    StringBuilder out = new StringBuilder(annotations());
    out.append(draw.percent(65) ? "permit" : "forbid").append(syntax.space()).append('(');
    out.append(scope("principal", scene.principal(), principalSlot)).append(',');
    out.append(syntax.space()).append(action(scene)).append(", ");
    out.append(scope("resource", scene.resource(), resourceSlot));
    out.append(draw.percent(5) ? ",)" : ")");
    conditions(out, scene);
    return out.append(';').toString();
  }

  private String annotations() {
    return switch (draw.between(0, 12)) {
      case 0 -> "@note(" + syntax.string(draw.pick(Pools.STRINGS)) + ")\n";
      case 1 -> "@if(\"x\") @bare ";
      default -> "";
    };
  }

  private String scope(String variable, String type, boolean slot) {
    String entity =
        slot ? "?" + variable : syntax.uid(draw.percent(60) ? uids.of(type) : uids.any());
    return switch (slot ? draw.between(12, 15) : draw.between(0, 15)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> variable;
      case 9, 10, 11 -> variable + " is " + type;
      case 12 -> variable + " == " + entity;
      case 13, 14 -> variable + " in " + entity;
      default -> variable + " is " + type + " in " + entity;
    };
  }

  private String action(Scene scene) {
    Uid own = draw.percent(75) ? Uids.of(scene.action()) : uids.action();
    return switch (draw.between(0, 9)) {
      case 0, 1, 2, 3, 4 -> "action";
      case 5 -> "action == " + syntax.uid(own);
      case 6, 7 -> "action in " + syntax.uid(own);
      default -> "action in " + actions(own);
    };
  }

  private String actions(Uid own) {
    StringJoiner out = new StringJoiner(", ", "[", "]");
    for (Uid uid : draw.times(draw.between(0, 2), uids::action)) {
      out.add(syntax.uid(uid));
    }
    if (draw.percent(70)) {
      out.add(syntax.uid(own));
    }
    return out.toString();
  }

  private void conditions(StringBuilder out, Scene scene) {
    Conditions conditions = new Conditions(draw, scene);
    for (int i = draw.pick(List.of(0, 1, 1, 1, 1, 2, 3)); i > 0; i--) {
      out.append(syntax.space())
          .append(draw.percent(75) ? "when" : "unless")
          .append(" { ")
          .append(conditions.draw(draw.between(1, DEPTH_MAX)).text())
          .append(syntax.space())
          .append('}');
    }
  }
}
