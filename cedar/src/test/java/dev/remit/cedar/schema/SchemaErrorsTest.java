package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.testkit.Golden;
import dev.remit.testkit.SharedData;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What people are told about a bad schema.
final class SchemaErrorsTest {
  private static final List<String> BAD =
      List.of(
          "entity User {\n  name: Strin,\n  team Team\n};\nentity Team\naction view;\n",
          "entity User { name: Strin, manager: Usr };\n",
          "entty User;\naction view appliesTo { principle: User };\n",
          "entity User;\naction view appliesTo { principal: [User], context: {} };\n",
          "action view in [viw, edit];\naction edit in edit;\n",
          "action a in b;\naction b in a;\n",
          "type A = { b: B };\ntype B = Set<A>;\n",
          "entity User;\nnamespace App {\n  entity User;\n}\n",
          "namespace App {\n  entity User;\n",
          "entity if { is: Long };\n",
          "type Set = Long;\nentity Action;\n",
          "entity A enum [];\nentity A;\nentity B enum [x];\n",
          "entity A { \"\\q\": Long, a: Long, a: Bool };\n",
          "@a @a entity A;\n@b(1) entity B;\n",
          "entity A { \"open: Long };\n",
          "}\nentity A;;\n",
          "entity A { a: " + "Set<".repeat(64) + "Long" + ">".repeat(64) + " };\n",
          "permit(principal, action, resource);\n");

  @Test
  void messagesSayWhereWhatAndWhatToDo() {
    String actual = BAD.stream().map(SchemaErrorsTest::section).collect(Collectors.joining("\n"));
    Golden.check(
        SharedData.projectRoot().resolve("cedar/src/test/resources/golden/schema-text-errors.txt"),
        actual);
  }

  private static String section(String text) {
    try {
      SchemaParser.parse(new Source("app.cedarschema", text));
      throw new AssertionError("accepted: " + text);
    } catch (SyntaxException e) {
      return e.diagnostics().stream().map(Diagnostic::render).collect(Collectors.joining("\n"))
          + "\n";
    }
  }
}
