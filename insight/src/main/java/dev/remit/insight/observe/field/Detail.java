package dev.remit.insight.observe.field;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import java.util.ArrayList;
import java.util.List;

/// What is kept of an event beside what every observation says, in the order in which it was added;
/// what is empty is left out. For one thread.
public final class Detail {
  private final List<Member> members = new ArrayList<>();

  public Detail add(String name, String value) {
    if (!value.isEmpty()) {
      members.add(Member.of(name, Json.string(value)));
    }
    return this;
  }

  public Detail add(String name, boolean value) {
    members.add(Member.of(name, Json.bool(value)));
    return this;
  }

  public Detail add(String name, List<String> values) {
    if (!values.isEmpty()) {
      members.add(Member.of(name, Json.array(values.stream().map(Json::string).toList())));
    }
    return this;
  }

  public Json.JsonObject json() {
    return Json.object(members);
  }
}
