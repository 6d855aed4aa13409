package dev.remit.conformance.generate;

import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.LinkText;
import dev.remit.conformance.world.PolicyText;
import dev.remit.conformance.world.Uid;
import dev.remit.conformance.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A world and requests on it, decided by one seed.
public final class WorldGenerator {
  private static final int POLICIES_MAX = 16;

  private final Draw draw;
  private final Shape shape;
  private final Uids uids;
  private final List<PolicyText> policies = new ArrayList<>();
  private final List<LinkText> links = new ArrayList<>();

  public WorldGenerator(long seed) {
    this.draw = new Draw(seed);
    this.shape = Shapes.draw(draw);
    this.uids = new Uids(draw, shape);
  }

  public Shape shape() {
    return shape;
  }

  public World world() {
    Policies texts = new Policies(draw, shape);
    for (int i = draw.between(3, POLICIES_MAX); i > 0; i--) {
      String id = "policy" + policies.size();
      if (draw.percent(80)) {
        policies.add(PolicyText.policy(id, texts.policy()));
      } else {
        template(id, texts);
      }
    }
    return new World(policies, links, new EntityTexts(draw, shape).draw());
  }

  private void template(String id, Policies texts) {
    int slots = draw.between(1, 3);
    policies.add(PolicyText.template(id, texts.policy((slots & 1) != 0, (slots & 2) != 0)));
    for (int i = draw.between(0, 2); i > 0; i--) {
      Map<String, Uid> values = new HashMap<>();
      if ((slots & 1) != 0) {
        values.put("?principal", uids.any());
      }
      if ((slots & 2) != 0) {
        values.put("?resource", uids.any());
      }
      links.add(new LinkText(id, "link" + links.size(), values));
    }
  }

  /// As many requests as asked, on the world drawn before.
  public List<Ask> asks(int count) {
    Asks asks = new Asks(draw, shape);
    return draw.times(count, asks::draw);
  }
}
