package dev.remit.cli.input;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.SchemaJson;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;

/// A schema in either form.
public final class SchemaFile {
  private SchemaFile() {}

  public static Schema read(Source source) throws SyntaxException {
    return switch (Form.of(source)) {
      case CEDAR -> SchemaParser.parse(source);
      case JSON -> SchemaJson.read(source);
    };
  }
}
