package dev.remit.cedar.json;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.value.RecordValue;

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
    RecordValue context =
        new ValueReader(diagnostics, new UidReader(diagnostics)).readContext(json);
    if (context == null || !diagnostics.isEmpty()) {
      throw diagnostics.refused();
    }
    return context;
  }

  /// What [#read] reads back as `context`.
  ///
  /// Throws [IllegalArgumentException] if a record cannot be told from an escape, see [ValueJson].
  public static Json write(RecordValue context) {
    return ValueJson.write(context);
  }
}
