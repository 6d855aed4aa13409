package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/// The file of links that Cedar's own command line keeps: an array of objects of `template_id`,
/// `link_id` and `args`, from `?principal` and `?resource` to text as `"User::\"alice\""`.
public final class LinksJson {
  private LinksJson() {}

  /// The links in their order. Throws with every mistake in the text; whether the templates exist
  /// is for the caller to see.
  public static List<PolicySet.Link> read(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Json json = JsonReader.read(diagnostics);
    List<PolicySet.Link> links = new ArrayList<>();
    if (json instanceof Json.JsonArray array) {
      LinkReader reader = reader(diagnostics);
      for (Json element : array.elements()) {
        PolicySet.Link link = reader.read(element);
        if (link != null) {
          links.add(link);
        }
      }
    } else {
      Members.kind(json, "links are an array", diagnostics);
    }
    diagnostics.refuseIfAny();
    return links;
  }

  /// What [#read] reads back as `links`.
  public static Json write(List<PolicySet.Link> links) {
    LinkReader form = reader(new Diagnostics(new Source("links", ""), Limits.DIAGNOSTICS_MAX));
    return Json.array(links.stream().map(form::write).toList());
  }

  private static LinkReader reader(Diagnostics diagnostics) {
    return new LinkReader(diagnostics, new UidReader(diagnostics), LinkReader.Form.OF_LINKS_FILE);
  }
}
