package dev.remit.conformance.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.schema.SchemaParser;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.cedar.validation.ValidatorException;
import dev.remit.cedar.value.EntityUid;
import dev.remit.cli.corpus.Corpus;
import dev.remit.cli.corpus.CorpusCase;
import dev.remit.conformance.oracle.Oracle;
import dev.remit.conformance.oracle.OraclePolicies;
import dev.remit.conformance.oracle.OracleRequest;
import dev.remit.conformance.world.Ask;
import dev.remit.conformance.world.JsonForms;
import dev.remit.conformance.world.Reading;
import dev.remit.conformance.world.Uid;
import dev.remit.testkit.SharedData;
import dev.remit.validator.OfficialValidator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Whether a request conforms to a schema, as our validator says and as the official engine says of
/// the very texts: our validator hands over what we read and printed.
///
/// All requests of the public corpus are valid, so each is asked with one thing changed, too. Of
/// every fiftieth case, of all with `-Dvalidation.every=1`, the first request.
final class RequestValidationTest {
  private static final int EVERY = Integer.getInteger("validation.every", 50);

  private final PolicyValidator validator = new OfficialValidator();
  private final List<String> disagreements = new ArrayList<>();
  private final Map<String, Integer> refused = new TreeMap<>();
  private int accepted;

  @Test
  void agreesWithTheOfficialEngineOnValidAndOnChangedRequests() throws Exception {
    List<Corpus.CaseFile> cases =
        Corpus.open(SharedData.require("cedar/corpus-tests.tar.gz")).caseFiles();
    for (int i = 0; i < cases.size(); i += EVERY) {
      compare(cases.get(i).read());
    }
    assertThat(disagreements).isEmpty();
    assertThat(accepted).isGreaterThan(cases.size() / EVERY);
    assertThat(refused.keySet())
        .as("refused for each kind of change, never unchanged")
        .containsExactly(
            "action of another type",
            "context with a changed attribute",
            "context with an attribute more",
            "context without an attribute",
            "principal of an unknown type",
            "principal of the resource's type",
            "resource of the principal's type",
            "unknown action");
  }

  private void compare(CorpusCase known) throws SyntaxException, ValidatorException {
    Source source = known.schema().orElseThrow();
    Schema schema = SchemaParser.parse(source);
    Ask asked = ask(known, known.questions().getFirst());
    for (Map.Entry<String, Ask> change : changes(asked).entrySet()) {
      boolean ours = isValid(change.getValue(), schema);
      boolean official = isOfficiallyValid(change.getValue(), source.text());
      if (ours != official) {
        disagreements.add(
            "%s: %s: ours %s, official %s"
                .formatted(known.name(), change.getKey(), ours, official));
      }
      if (official) {
        accepted++;
      } else {
        refused.merge(change.getKey(), 1, Integer::sum);
      }
    }
  }

  private static Ask ask(CorpusCase known, CorpusCase.Question question) {
    return new Ask(
        uid(question.principal()),
        uid(question.action()),
        uid(question.resource()),
        known.source().text(question.context().span()));
  }

  private static Uid uid(EntityUid uid) {
    return new Uid(uid.type().toString(), uid.id());
  }

  private boolean isValid(Ask ask, Schema schema) throws SyntaxException, ValidatorException {
    try {
      return validator.validateRequest(Reading.request(ask), schema).isEmpty();
    } catch (Reading.RefusedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isOfficiallyValid(Ask ask, String schema) {
    OracleRequest request =
        new OracleRequest(
            ask.principal().json().toString(),
            ask.action().json().toString(),
            ask.resource().json().toString(),
            ask.context());
    return Oracle.authorize(
            new OraclePolicies(), "[]", request, TextNode.valueOf(schema).toString(), true)
        .isAccepted();
  }

  /// The request as it is, and with one thing changed in each way.
  private static Map<String, Ask> changes(Ask ask) {
    Uid principal = ask.principal();
    Uid resource = ask.resource();
    Map<String, Ask> changes = new LinkedHashMap<>();
    changes.put("unchanged", ask);
    changes.put(
        "principal of the resource's type",
        withPrincipal(ask, new Uid(resource.type(), principal.id())));
    changes.put(
        "principal of an unknown type",
        withPrincipal(ask, new Uid(principal.type() + "::Unknown", principal.id())));
    changes.put(
        "resource of the principal's type",
        new Ask(principal, ask.action(), new Uid(principal.type(), resource.id()), ask.context()));
    changes.put("unknown action", withAction(ask, ask.action().type(), ask.action().id() + "x"));
    changes.put(
        "action of another type",
        withAction(ask, "Other::" + ask.action().type(), ask.action().id()));
    addContexts(changes, ask);
    return changes;
  }

  private static Ask withPrincipal(Ask ask, Uid principal) {
    return new Ask(principal, ask.action(), ask.resource(), ask.context());
  }

  private static Ask withAction(Ask ask, String type, String id) {
    return new Ask(ask.principal(), new Uid(type, id), ask.resource(), ask.context());
  }

  private static void addContexts(Map<String, Ask> changes, Ask ask) {
    changes.put(
        "context with an attribute more",
        withContext(ask, context -> context.put("no such attribute", 1)));
    Iterator<String> names = JsonForms.parse(ask.context()).fieldNames();
    if (names.hasNext()) {
      String name = names.next();
      changes.put(
          "context without an attribute", withContext(ask, context -> context.remove(name)));
      changes.put(
          "context with a changed attribute",
          withContext(ask, context -> context.set(name, other(context.path(name)))));
    }
  }

  private static Ask withContext(Ask ask, Consumer<ObjectNode> change) {
    ObjectNode context = (ObjectNode) JsonForms.parse(ask.context());
    change.accept(context);
    return new Ask(ask.principal(), ask.action(), ask.resource(), context.toString());
  }

  /// A value of another type.
  private static JsonNode other(JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return value.isBoolean() ? nodes.numberNode(1) : nodes.booleanNode(true);
  }
}
