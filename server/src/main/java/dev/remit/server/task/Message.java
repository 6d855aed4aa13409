package dev.remit.server.task;

import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonWriter;
import dev.remit.server.access.StrictObject;
import dev.remit.server.http.Call;
import dev.remit.server.http.Refused;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One message of a task.
sealed interface Message {
  String role();

  /// What it says.
  String text();

  /// What the user said.
  record OfUser(String text) implements Message {
    public OfUser {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String role() {
      return "user";
    }
  }

  /// What the call that `decision` permitted answered.
  record OfTool(UUID decision, String text) implements Message {
    public OfTool {
      Objects.requireNonNull(decision, "decision");
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String role() {
      return "tool";
    }
  }

  /// Throws with every mistake of the body.
  static Message read(Call call) throws Refused {
    Call.Body body = call.requireObject();
    StrictObject object = body.strict(List.of("role", "text", "call", "result"));
    Json text = body.json().find("text");
    Json result = body.json().find("result");
    switch (object.requireText("role")) {
      case "user" -> {
        refuse(object, "call", "result");
        if (text instanceof Json.JsonString(String said, _)) {
          body.requireSound();
          return new OfUser(said);
        }
        object.refuse("text", "is no text", "write what the user said");
      }
      case "tool" -> {
        refuse(object, "text");
        UUID decision = decision(object);
        if (result == null) {
          object.refuse("result", "is missing", "write what the tool answered, text or JSON");
        }
        if (decision != null && result != null) {
          body.requireSound();
          return new OfTool(decision, plain(result));
        }
      }
      case "" -> {}
      default -> object.refuse("role", "is neither", "write `user` or `tool`");
    }
    body.requireSound();
    throw new IllegalStateException("a message without a mistake is one");
  }

  private static void refuse(StrictObject object, String... names) {
    for (String name : names) {
      if (object.has(name)) {
        object.refuse(name, "is not of this role", "leave it out");
      }
    }
  }

  /// Null after a mistake.
  private static @Nullable UUID decision(StrictObject object) {
    String named = object.requireText("call");
    try {
      return UUID.fromString(named);
    } catch (IllegalArgumentException _) {
      if (!named.isEmpty()) {
        object.refuse("call", "is no id of a decision", "write the `id` of the decision's context");
      }
      return null;
    }
  }

  private static String plain(Json result) {
    return result instanceof Json.JsonString(String text, _) ? text : JsonWriter.compact(result);
  }
}
