package dev.remit.validator;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.PolicySet;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cedar.value.EntityUid;
import java.util.List;

/// Input that a test knows to be right.
final class Worlds {
  private Worlds() {}

  /// Reads a text that the test knows to be right.
  interface Reader<T> {
    T read(Source source) throws SyntaxException;
  }

  static <T> T read(String text, Reader<T> reader) {
    try {
      return reader.read(new Source("test", text));
    } catch (SyntaxException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  static Schema schema(String text) {
    return read(text, SchemaParser::parse);
  }

  static PolicySet policies(String text) {
    return read(text, source -> PolicySetReader.read(List.of(source), PolicyNaming.BY_POSITION));
  }

  static Entities entities(String json) {
    return read(json.replace('\'', '"'), EntitiesJson::read);
  }

  static Request request(EntityUid principal, EntityUid action, EntityUid resource, String json) {
    return new Request(
        principal, action, resource, read(json.replace('\'', '"'), ContextJson::read));
  }
}
