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

/// Reads a case that names its policies, entities and schema and lists its requests with answers.
final class CaseReader {
  private static final Source ABSENT = new Source("", "");

  private final CorpusFiles files;
  private final String name;
  private final Diagnostics diagnostics;
  private final Fields fields;

  private CaseReader(CorpusFiles files, String name, Source source) {
    this.files = files;
    this.name = name;
    this.diagnostics = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    this.fields = new Fields(diagnostics);
  }

  static CorpusCase read(CorpusFiles files, String name) throws SyntaxException, IOException {
    return new CaseReader(files, name, files.source(name)).read();
  }

  private CorpusCase read() throws SyntaxException, IOException {
    Json.JsonObject root = fields.object(JsonReader.read(diagnostics));
    Source policies = file(fields.require(root, "policies"));
    Source entities = file(fields.require(root, "entities"));
    Json schemaName = root.find("schema");
    Optional<Source> schema = schemaName == null ? Optional.empty() : Optional.of(file(schemaName));
    List<CorpusCase.Question> questions = new ArrayList<>();
    for (Json request : fields.array(fields.require(root, "requests"))) {
      questions.add(question(fields.object(request)));
    }
    diagnostics.refuseIfAny();
    return new CorpusCase(diagnostics.source(), policies, entities, schema, questions);
  }

  private Source file(@Nullable Json reference) throws IOException, SyntaxException {
    String path = fields.string(reference);
    Optional<String> found = path.isEmpty() ? Optional.empty() : files.resolve(name, path);
    if (found.isEmpty()) {
      if (reference instanceof Json.JsonString) {
        fields.wrong(reference.span(), "no file `" + path + "` in the corpus", "check the path");
      }
      return ABSENT;
    }
    return files.source(found.get());
  }

  private CorpusCase.Question question(Json.JsonObject request) {
    return new CorpusCase.Question(
        fields.uid(fields.require(request, "principal")),
        fields.uid(fields.require(request, "action")),
        fields.uid(fields.require(request, "resource")),
        fields.object(fields.require(request, "context")),
        new CorpusCase.Answer(
            fields.decision(fields.require(request, "decision")),
            fields.strings(fields.require(request, "reason")),
            fields.strings(fields.require(request, "errors"))),
        head(request));
  }

  /// Where a request begins; all of it would be too much to show.
  private static Span head(Json.JsonObject request) {
    Span span = request.span();
    return Span.of(span.start(), Math.min(span.start() + 1, span.end()));
  }
}
