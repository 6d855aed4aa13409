package dev.remit.insight.observe.cloudtrail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.remit.insight.observe.UnreadableEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What is read of one event of CloudTrail, in one pass over its bytes and without a tree; a field
/// that is not there is empty. For one thread.
final class TrailEvent {
  /// Characters of one field; AWS has 1,024 for the longest name. What is longer is cut.
  static final int TEXT_MAX = 4096;

  /// Bytes of the parameters that are kept of a change.
  static final int PARAMETERS_MAX = 8 << 10;

  /// Entries of `resources`, and of parameters that name some.
  static final int RESOURCES_MAX = 100;

  private static final int DEPTH_MAX = 8;

  // Names come from requests too, so a table of them must not refuse any for how they hash.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  String id = "";
  String time = "";
  String source = "";
  String name = "";
  String type = "";
  String region = "";
  String account = "";
  String category = "";
  String readOnly = "";
  String requestId = "";
  String sharedId = "";
  String address = "";
  String userAgent = "";
  String errorCode = "";
  String errorMessage = "";
  String fromConsole = "";
  String vpcEndpoint = "";
  String digestStart = "";

  /// What the answer says of a sign-in, `Success` or `Failure`.
  String signIn = "";

  /// The ARN of what was made, and the id of the key that was issued.
  String madeArn = "";

  String madeKey = "";

  final Identity identity = new Identity();
  final List<Resource> resources = new ArrayList<>();
  final List<Parameter> parameters = new ArrayList<>();

  /// More resources than [#RESOURCES_MAX].
  long resourcesLeftOut;

  private int parametersFrom;
  private int parametersTo;
  private final byte[] utf8;

  /// Who asked.
  static final class Identity {
    String type = "";
    String principalId = "";
    String arn = "";
    String account = "";
    String key = "";
    String userName = "";
    String invokedBy = "";
    String provider = "";
    String onBehalfOf = "";
    String issuerType = "";
    String issuerArn = "";
    String sourceIdentity = "";
    String mfa = "";
    String sessionCreated = "";
  }

  /// An entry of `resources`.
  record Resource(String type, String arn) {}

  /// A text of `requestParameters`, by the name that it has wherever it stands.
  record Parameter(String name, String value) {}

  private TrailEvent(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// Throws [UnreadableEvent] for what is not one JSON object.
  static TrailEvent read(byte[] utf8, int from, int to) throws UnreadableEvent {
    TrailEvent event = new TrailEvent(utf8);
    try (JsonParser parser = FACTORY.createParser(utf8, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableEvent("is no JSON object; an event is one");
      }
      event.fields(parser, from);
      if (parser.nextToken() != null) {
        throw new UnreadableEvent("has something behind its JSON object; an event is one object");
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableEvent("is no JSON: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UnreadableEvent("is no JSON: " + firstLine(String.valueOf(e.getMessage())));
    }
    return event;
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private void fields(JsonParser parser, int from) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "eventID" -> id = text(parser);
        case "eventTime" -> time = text(parser);
        case "eventSource" -> source = text(parser);
        case "eventName" -> name = text(parser);
        case "eventType" -> type = text(parser);
        case "awsRegion" -> region = text(parser);
        case "recipientAccountId" -> account = text(parser);
        case "eventCategory" -> category = text(parser);
        case "readOnly" -> readOnly = text(parser);
        case "requestID" -> requestId = text(parser);
        case "sharedEventID" -> sharedId = text(parser);
        case "sourceIPAddress" -> address = text(parser);
        case "userAgent" -> userAgent = text(parser);
        case "errorCode" -> errorCode = text(parser);
        case "errorMessage" -> errorMessage = text(parser);
        case "sessionCredentialFromConsole" -> fromConsole = text(parser);
        case "vpcEndpointId" -> vpcEndpoint = text(parser);
        case "digestStartTime" -> digestStart = text(parser);
        case "userIdentity" -> identity(parser);
        case "resources" -> resources(parser);
        case "responseElements" -> response(parser);
        case "requestParameters" -> {
          if (value == JsonToken.START_OBJECT) {
            parametersFrom = from + (int) parser.currentTokenLocation().getByteOffset();
            parameters(parser, 1);
            parametersTo = from + (int) parser.currentLocation().getByteOffset();
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  /// The value that the parser is at, as text; of none and of what is no single value, empty.
  private static String text(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> cut(parser.getText());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> cut(parser.getText());
      case START_OBJECT, START_ARRAY -> {
        parser.skipChildren();
        yield "";
      }
      default -> "";
    };
  }

  private static String cut(String text) {
    if (text.length() <= TEXT_MAX) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
    return text.substring(0, end);
  }

  /// Whether the parser is at the next member of an object, of which it has passed the name.
  private static boolean isAtMember(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    parser.nextToken();
    return true;
  }

  /// Whether the value is an object; another one is passed over.
  private static boolean isObject(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    parser.skipChildren();
    return false;
  }

  private void identity(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return;
    }
    while (isAtMember(parser)) {
      switch (parser.currentName()) {
        case "type" -> identity.type = text(parser);
        case "principalId" -> identity.principalId = text(parser);
        case "arn" -> identity.arn = text(parser);
        case "accountId" -> identity.account = text(parser);
        case "accessKeyId" -> identity.key = text(parser);
        case "userName" -> identity.userName = text(parser);
        case "invokedBy" -> identity.invokedBy = text(parser);
        case "identityProvider" -> identity.provider = text(parser);
        case "onBehalfOf" -> onBehalfOf(parser);
        case "sessionContext" -> session(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void onBehalfOf(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return;
    }
    while (isAtMember(parser)) {
      if (parser.currentName().equals("userId")) {
        identity.onBehalfOf = text(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void session(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return;
    }
    while (isAtMember(parser)) {
      switch (parser.currentName()) {
        case "sourceIdentity" -> identity.sourceIdentity = text(parser);
        case "sessionIssuer", "attributes" -> sessionMembers(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void sessionMembers(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return;
    }
    while (isAtMember(parser)) {
      switch (parser.currentName()) {
        case "type" -> identity.issuerType = text(parser);
        case "arn" -> identity.issuerArn = text(parser);
        case "mfaAuthenticated" -> identity.mfa = text(parser);
        case "creationDate" -> identity.sessionCreated = text(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void resources(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!isObject(parser)) {
        continue;
      }
      String arn = "";
      String kind = "";
      while (isAtMember(parser)) {
        switch (parser.currentName()) {
          case "ARN", "arn" -> arn = text(parser);
          case "type" -> kind = text(parser);
          default -> parser.skipChildren();
        }
      }
      if (resources.size() == RESOURCES_MAX) {
        resourcesLeftOut++;
      } else if (!arn.isEmpty()) {
        resources.add(new Resource(kind, arn));
      }
    }
  }

  private void response(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return;
    }
    while (isAtMember(parser)) {
      switch (parser.currentName()) {
        case "ConsoleLogin" -> signIn = text(parser);
        case "role", "user", "group", "policy", "accessKey", "credentials" -> made(parser);
        default -> parser.skipChildren();
      }
    }
  }

  /// Of what was issued nothing but what names it: the rest may be secret.
  private void made(JsonParser parser) throws IOException {
    if (!isObject(parser)) {
      return;
    }
    while (isAtMember(parser)) {
      switch (parser.currentName()) {
        case "arn" -> madeArn = text(parser);
        case "accessKeyId" -> madeKey = text(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void parameters(JsonParser parser, int depth) throws IOException {
    while (isAtMember(parser)) {
      switch (parser.currentToken()) {
        case VALUE_STRING -> parameter(parser);
        case START_OBJECT, START_ARRAY -> {
          if (depth < DEPTH_MAX) {
            below(parser, depth + 1);
          } else {
            parser.skipChildren();
          }
        }
        default -> {}
      }
    }
  }

  private void below(JsonParser parser, int depth) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      parameters(parser, depth);
      return;
    }
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      if (next == JsonToken.START_OBJECT && depth < DEPTH_MAX) {
        parameters(parser, depth + 1);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void parameter(JsonParser parser) throws IOException {
    if (!TrailResources.isNaming(parser.currentName())) {
      return;
    }
    if (parameters.size() == RESOURCES_MAX) {
      resourcesLeftOut++;
    } else {
      parameters.add(new Parameter(parser.currentName(), text(parser)));
    }
  }

  /// The first that is called so, or empty.
  String parameter(String called) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(called)) {
        return parameter.value();
      }
    }
    return "";
  }

  /// The parameters as JSON, as they were sent; empty if there are none.
  String parametersText() {
    return new String(
        utf8, parametersFrom, Math.max(0, parametersTo - parametersFrom), StandardCharsets.UTF_8);
  }

  boolean hasLongParameters() {
    return parametersTo - parametersFrom > PARAMETERS_MAX;
  }
}
