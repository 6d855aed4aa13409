package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaFragment;

/// Cedar's JSON form of schemas: an object from namespaces to their `commonTypes`, `entityTypes`
/// and `actions`.
///
/// What it says beyond text: a reference may be bound to name an entity type or a common type, and
/// a common type may be the shape of an entity type. Open records (`additionalAttributes`) and
/// attributes of actions are refused, as by Cedar.
public final class SchemaJson {
  private SchemaJson() {}

  /// The schema of a text, every name resolved.
  public static Schema read(Source source) throws SyntaxException {
    return Schema.of(readFragment(source), source);
  }

  /// What a text declares, names not yet resolved.
  ///
  /// Throws with every mistake: malformed JSON ends the reading, the rest is collected.
  public static SchemaFragment readFragment(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Json json = JsonReader.read(diagnostics);
    SchemaFragment fragment = new SchemaReader(diagnostics).read(json);
    diagnostics.refuseIfAny();
    return fragment;
  }

  /// The JSON form of what `schema` was read from; read back, it is an equal fragment.
  public static Json write(Schema schema) {
    return write(schema.fragment());
  }

  /// The JSON form of `fragment`, everything in its order.
  public static Json write(SchemaFragment fragment) {
    return SchemaWriter.write(fragment);
  }
}
