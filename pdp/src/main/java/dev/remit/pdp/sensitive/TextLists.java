package dev.remit.pdp.sensitive;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Texts by name, as the headers of a request, as JSON: an array for each name.
final class TextLists {
  private TextLists() {}

  static Json.JsonObject write(SortedMap<String, List<String>> values) {
    List<Member> members = new ArrayList<>(values.size());
    values.forEach((name, texts) ->
        members.add(Member.of(name, Json.array(texts.stream().map(Json::string).toList()))));
    return Json.object(members);
  }

  /// A text in the place of an array is its only element; anything else is none.
  static SortedMap<String, List<String>> read(Json.JsonObject values) {
    SortedMap<String, List<String>> read = new TreeMap<>();
    for (Member member : values.members()) {
      List<String> texts = new ArrayList<>();
      if (member.value() instanceof Json.JsonArray array) {
        array.elements().forEach(element -> add(element, texts));
      } else {
        add(member.value(), texts);
      }
      read.put(member.name(), texts);
    }
    return read;
  }

  private static void add(Json json, List<String> texts) {
    if (json instanceof Json.JsonString text) {
      texts.add(text.value());
    }
  }
}
