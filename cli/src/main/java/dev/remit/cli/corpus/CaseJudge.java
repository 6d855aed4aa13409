package dev.remit.cli.corpus;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.engine.PolicyEngine;
import dev.remit.cedar.engine.PolicyError;
import dev.remit.cedar.engine.Request;
import dev.remit.cedar.engine.Response;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.json.ContextJson;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.schema.Schema;
import dev.remit.cedar.text.PolicyNaming;
import dev.remit.cedar.text.PolicySetReader;
import dev.remit.cli.corpus.CorpusCase.Answer;
import dev.remit.cli.corpus.CorpusCase.Question;
import dev.remit.cli.corpus.Mismatch.Kind;
import dev.remit.cli.input.SchemaFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks our engine the questions of a case and compares the answers.
public final class CaseJudge {
  private CaseJudge() {}

  public static Verdict judge(Corpus.CaseFile file) {
    try {
      return judge(file.read());
    } catch (SyntaxException e) {
      return unreadable(
          file,
          e.diagnostics().stream()
              .map(Diagnostic::render)
              .collect(Collectors.joining("\n", "\n", "")));
    } catch (IOException e) {
      return unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static Verdict unreadable(Corpus.CaseFile file, String why) {
    return new Verdict(0, List.of(new Mismatch(Kind.CASE, file.name(), why)));
  }

  private static Verdict judge(CorpusCase known) throws SyntaxException {
    PolicyEngine engine =
        PolicyEngine.compile(
            PolicySetReader.read(List.of(known.policies()), PolicyNaming.BY_POSITION));
    Optional<Schema> schema = schema(known);
    Entities entities =
        schema.isPresent()
            ? EntitiesJson.read(known.entities(), schema.get())
            : EntitiesJson.read(known.entities());
    List<Mismatch> mismatches = new ArrayList<>();
    for (Question question : known.questions()) {
      Response response = engine.authorize(request(known, question), entities);
      compare(known, question, answer(response), mismatches);
    }
    return new Verdict(known.questions().size(), mismatches);
  }

  private static Request request(CorpusCase known, Question question) throws SyntaxException {
    return new Request(
        question.principal(),
        question.action(),
        question.resource(),
        ContextJson.read(
            new Diagnostics(known.source(), Limits.DIAGNOSTICS_MAX), question.context()));
  }

  /// Only what people wrote leaves out what the schema says.
  private static Optional<Schema> schema(CorpusCase known) throws SyntaxException {
    return known.isGenerated() || known.schema().isEmpty()
        ? Optional.empty()
        : Optional.of(SchemaFile.read(known.schema().get()));
  }

  private static Answer answer(Response response) {
    return new Answer(
        response.permitted(),
        ids(response.reasons()),
        ids(response.errors().stream().map(PolicyError::policy).toList()));
  }

  private static Set<String> ids(Collection<PolicyId> policies) {
    return policies.stream().map(PolicyId::value).collect(Collectors.toSet());
  }

  private static void compare(
      CorpusCase known, Question question, Answer actual, List<Mismatch> mismatches) {
    Answer expected = question.expected();
    String where = known.name() + ":" + known.source().position(question.span().start());
    String what = "expected " + expected + "; got " + actual;
    if (actual.permitted() != expected.permitted()) {
      mismatches.add(new Mismatch(Kind.DECISION, where, what));
    }
    if (!actual.reasons().equals(expected.reasons())) {
      mismatches.add(new Mismatch(Kind.REASONS, where, what));
    }
    if (!actual.errors().equals(expected.errors())) {
      mismatches.add(new Mismatch(Kind.ERRORS, where, what));
    }
  }
}
