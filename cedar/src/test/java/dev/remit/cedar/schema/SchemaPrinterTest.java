package dev.remit.cedar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SchemaPrinterTest {

  @Test
  void printsOneDeclarationAfterTheOther() throws SyntaxException, InexpressibleException {
    String text =
        """
        @doc("who works here")
        namespace App {
          type Place = {
            @private
            "post code"?: String,
            town: String
          };

          entity Team;

          entity User in [Team] {
            home: Place,
            roles: Set<Long>
          } tags Set<String>;

          entity Color enum ["red", "green \\"ish\\""];

          action all;

          action view, "look at" in [all, App::Action::"all"] appliesTo {
            principal: [User],
            resource: [Color],
            context: {
              ip: ipaddr
            }
          };
        }
        """;
    SchemaFragment fragment = SchemaParser.parseFragment(new Source("test", text));
    String printed = SchemaPrinter.print(fragment);
    assertThat(printed.replace("action view,", ""))
        .startsWith(text.substring(0, text.indexOf("  action view")));
    assertThat(SchemaParser.parseFragment(new Source("printed", printed))).isEqualTo(fragment);
  }

  @Test
  void whatIsPrintedIsReadBackAsTheSame() throws SyntaxException, InexpressibleException {
    Map<String, String> schemas = Schemas.shared(".cedarschema");
    assertThat(schemas).hasSizeGreaterThan(3_000);
    for (Map.Entry<String, String> schema : schemas.entrySet()) {
      Schema read = SchemaParser.parse(new Source(schema.getKey(), schema.getValue()));
      Schema again = SchemaParser.parse(new Source(schema.getKey(), SchemaPrinter.print(read)));
      assertThat(again.fragment()).as(schema.getKey()).isEqualTo(read.fragment());
      assertThat(again).as(schema.getKey()).isEqualTo(read);
    }
  }
}
