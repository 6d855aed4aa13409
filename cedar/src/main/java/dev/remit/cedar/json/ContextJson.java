package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.schema.ActionType;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cedar.value.RecordValue;
import org.jspecify.annotations.Nullable;

/// Cedar's JSON form of a request's context: one object, its values as in [ValueJson].
public final class ContextJson {
  private ContextJson() {}

  /// Throws with every mistake in the text.
  public static RecordValue read(Source source) throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    return read(diagnostics, JsonReader.read(diagnostics));
  }

  /// The context that `json`, a part of the text of `diagnostics`, stands for. Throws with every
  /// mistake in it and those that were found before.
  public static RecordValue read(Diagnostics diagnostics, Json json) throws SyntaxException {
    return required(find(json, diagnostics), diagnostics);
  }

  /// The context that `schema` declares for `action`, where an entity may stand without `__entity`
  /// and a value of an extension type as text alone; what does not conform is a mistake.
  public static RecordValue read(Source source, Schema schema, EntityUid action)
      throws SyntaxException {
    Diagnostics diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    return read(diagnostics, JsonReader.read(diagnostics), schema, action);
  }

  /// The same of `json`, a part of the text of `diagnostics`. Throws with every mistake in it and
  /// those that were found before.
  public static RecordValue read(
      Diagnostics diagnostics, Json json, Schema schema, EntityUid action) throws SyntaxException {
    return required(find(json, schema, action, diagnostics), diagnostics);
  }

  private static RecordValue required(@Nullable RecordValue context, Diagnostics diagnostics)
      throws SyntaxException {
    if (context == null || !diagnostics.isEmpty()) {
      throw diagnostics.refused();
    }
    return context;
  }

  /// The context, or null after a mistake, and for what is absent.
  static @Nullable RecordValue find(@Nullable Json json, Diagnostics diagnostics) {
    return new ValueReader(diagnostics, new UidReader(diagnostics)).readContext(json);
  }

  /// The same by a schema, which must declare the action.
  static @Nullable RecordValue find(
      @Nullable Json json, Schema schema, EntityUid action, Diagnostics diagnostics) {
    ActionType type = schema.findAction(action);
    if (type == null) {
      diagnostics.add(
          "schema.unknown-action",
          json == null ? Span.NONE : json.span(),
          "the schema declares no action `" + action + "`, so it knows no context of it",
          "declare it");
      return null;
    }
    UidReader names = new UidReader(diagnostics);
    DeclaredUids uids = new DeclaredUids(diagnostics, names, schema);
    return new TypedValueReader(diagnostics, uids, new ValueReader(diagnostics, names))
        .readRecord(json, type.context(), "the context of `" + action + "`");
  }

  /// What [#read] reads back as `context`.
  ///
  /// Throws [IllegalArgumentException] if a record cannot be told from an escape, see [ValueJson].
  public static Json write(RecordValue context) {
    return ValueJson.write(context);
  }
}
