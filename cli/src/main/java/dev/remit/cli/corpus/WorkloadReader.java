package dev.remit.cli.corpus;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.JsonReader;
import dev.remit.cedar.policy.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a workload: rows `[principal type, id, action, resource type, id]` beside rows `[decision,
/// reasons, errors]`, over one entity hierarchy, with the policies of the folder above.
final class WorkloadReader {
  private WorkloadReader() {}

  static CorpusCase read(CorpusFiles files, String decisionsName)
      throws SyntaxException, IOException {
    Source requests = files.source(beside(decisionsName, "requests"));
    Source decisions = files.source(decisionsName);
    return new CorpusCase(
        requests,
        policies(files, decisionsName),
        files.source(beside(decisionsName, "entities")),
        Optional.empty(),
        questions(requests, decisions));
  }

  private static String beside(String decisionsName, String kind) {
    return decisionsName.replaceFirst("\\.decisions\\.json\\.gz$", "." + kind + ".json.gz");
  }

  private static Source policies(CorpusFiles files, String decisionsName)
      throws IOException, SyntaxException {
    String folder = parent(parent(decisionsName));
    String application = folder.substring(folder.lastIndexOf('/') + 1);
    for (String name : List.of("policies", application)) {
      String candidate = folder + "/" + name + ".cedar";
      if (files.contains(candidate)) {
        return files.source(candidate);
      }
    }
    throw new IOException("no `policies.cedar` in " + files.shown(folder));
  }

  private static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private static List<CorpusCase.Question> questions(Source requests, Source decisions)
      throws SyntaxException {
    Diagnostics requestMistakes = new Diagnostics(requests, Limits.DIAGNOSTICS_MAX);
    Diagnostics decisionMistakes = new Diagnostics(decisions, Limits.DIAGNOSTICS_MAX);
    Fields asked = new Fields(requestMistakes);
    Fields decided = new Fields(decisionMistakes);
    List<Json> rows = asked.array(JsonReader.read(requestMistakes));
    List<Json> answers = decided.array(JsonReader.read(decisionMistakes));
    if (rows.size() != answers.size()) {
      throw decisionMistakes.stop(
          "corpus.shape",
          Span.NONE,
          answers.size() + " decisions for " + rows.size() + " requests",
          "write one for each");
    }
    List<CorpusCase.Question> questions = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      questions.add(question(asked, rows.get(i), answer(decided, answers.get(i))));
    }
    requestMistakes.refuseIfAny();
    decisionMistakes.refuseIfAny();
    return questions;
  }

  private static CorpusCase.Question question(Fields asked, Json row, CorpusCase.Answer expected) {
    List<@Nullable Json> cells = asked.row(row, 5);
    return new CorpusCase.Question(
        asked.uid(cells.get(0), cells.get(1)),
        asked.uid(Json.string("Action"), cells.get(2)),
        asked.uid(cells.get(3), cells.get(4)),
        Json.object(),
        expected,
        row.span());
  }

  private static CorpusCase.Answer answer(Fields decided, Json row) {
    List<@Nullable Json> cells = decided.row(row, 3);
    return new CorpusCase.Answer(
        decided.decision(cells.get(0)),
        decided.strings(cells.get(1)),
        decided.strings(cells.get(2)));
  }
}
