package dev.remit.server.authzen;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.request.RawRequest.Sought;
import dev.remit.pdp.search.SearchPage.Found;
import dev.remit.server.decision.DecisionService.Searched;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A recorded page of a search as an AuthZEN answer.
///
/// Source: OpenID AuthZEN Authorization API 1.0, search response.
final class SearchJson {
  private SearchJson() {}

  /// `total` is left out where nobody counted.
  static Json write(Sought sought, Searched searched, String next, OptionalLong total) {
    List<Found> found = searched.page().found();
    List<Member> page = new ArrayList<>();
    page.add(Member.of("next_token", Json.string(next)));
    page.add(Member.of("count", Json.integer(found.size())));
    total.ifPresent(count -> page.add(Member.of("total", Json.integer(count))));
    return Json.object(
        Member.of("page", Json.object(page)),
        Member.of(
            "context",
            Json.object(
                EvaluationJson.id(searched.record()), EvaluationJson.reasons(searched.record()))),
        Member.of("results", Json.array(found.stream().map(one -> result(sought, one)).toList())));
  }

  private static Json result(Sought sought, Found found) {
    List<Member> members = new ArrayList<>();
    if (sought == Sought.ACTION) {
      members.add(Member.of("name", Json.string(found.uid().id())));
    } else {
      members.add(Member.of("type", Json.string(found.uid().type().value())));
      members.add(Member.of("id", Json.string(found.uid().id())));
    }
    if (!found.obligations().isEmpty()) {
      members.add(Member.of("obligations", ObligationJson.write(found.obligations())));
    }
    return Json.object(members);
  }
}
