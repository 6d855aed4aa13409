package dev.remit.cedar.schema;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Annotation;
import dev.remit.cedar.policy.Limits;
import dev.remit.cedar.text.Cursor;
import dev.remit.cedar.text.Lexer;
import dev.remit.cedar.text.Reports;
import dev.remit.cedar.text.Token;
import dev.remit.cedar.text.TokenKind;
import dev.remit.cedar.text.Unexpected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads schemas from Cedar text. All mistakes of a text are reported: behind one that cannot be
/// read over, reading goes on at the next declaration; names are looked up only in a text that
/// could be read.
///
/// Unlike the official parser, which lets the last of them win, an attribute declared twice in one
/// record is refused.
///
/// Needs a stack that depends on [Limits#VALUE_DEPTH_MAX] only. Source: `grammar.lalrpop` of
/// cedar-policy-core's `validator/cedar_schema`.
public final class SchemaParser {
  private final Cursor cursor;
  private final SchemaWords words;
  private final DeclarationParser declarations;
  private final Map<String, NamespaceBuilder> namespaces = new LinkedHashMap<>();

  private SchemaParser(Cursor cursor) {
    this.cursor = cursor;
    this.words = new SchemaWords(cursor);
    this.declarations = new DeclarationParser(cursor, words);
  }

  /// The schema of a text, every name resolved.
  public static Schema parse(Source source) throws SyntaxException {
    return Schema.of(parseFragment(source), source);
  }

  /// What a text declares, names not yet resolved. Declarations outside a namespace are gathered
  /// where the first of them stands.
  public static SchemaFragment parseFragment(Source source) throws SyntaxException {
    Reports reports = new Reports("schema", new Diagnostics(source, Limits.DIAGNOSTICS_MAX));
    if (source.text().length() > Limits.SOURCE_LENGTH_MAX) {
      throw reports
          .diagnostics()
          .stop(
              "schema.too-long",
              Span.of(0, 0),
              "this text is longer than " + Limits.SOURCE_LENGTH_MAX + " characters",
              "split it");
    }
    Cursor cursor = new Cursor(Lexer.lex(reports).tokens(), reports);
    SchemaFragment fragment = new SchemaParser(cursor).fragment();
    cursor.refuseIfAny();
    return fragment;
  }

  private SchemaFragment fragment() {
    while (!cursor.at(TokenKind.END) && !cursor.reports().diagnostics().isFull()) {
      int from = cursor.index();
      try {
        namespaceOrDeclaration();
      } catch (Unexpected _) {
        skip(from);
      }
    }
    return new SchemaFragment(namespaces.values().stream().map(NamespaceBuilder::build).toList());
  }

  private void namespaceOrDeclaration() throws Unexpected {
    if (cursor.at(TokenKind.RIGHT_BRACE)) {
      cursor.report(
          "unexpected-token", cursor.next().span(), "this `}` closes nothing", "remove it");
      return;
    }
    List<Annotation> annotations = words.annotations();
    if (cursor.at("namespace")) {
      namespace(annotations);
    } else {
      NamespaceBuilder empty =
          namespaces.computeIfAbsent("", name -> new NamespaceBuilder(name, List.of(), Span.NONE));
      declarations.declaration(annotations, empty);
    }
  }

  private void namespace(List<Annotation> annotations) throws Unexpected {
    cursor.next();
    TypeName name = words.path("a namespace is written `namespace Name { … }`");
    NamespaceBuilder namespace =
        new NamespaceBuilder(name.name().value(), annotations, name.span());
    if (namespaces.putIfAbsent(namespace.name(), namespace) != null) {
      cursor.report(
          "duplicate-declaration",
          name.span(),
          "namespace `" + name + "` is declared twice",
          "put both parts into one");
    }
    Token open = cursor.expect(TokenKind.LEFT_BRACE, "");
    while (!cursor.accept(TokenKind.RIGHT_BRACE)) {
      if (cursor.at(TokenKind.END) || words.atNamespace()) {
        cursor.report(
            "unclosed-namespace",
            open.span(),
            "namespace `" + name + "` is not closed",
            "write `}` behind its last declaration");
        return;
      }
      declarationOf(namespace);
    }
  }

  private void declarationOf(NamespaceBuilder namespace) {
    int from = cursor.index();
    try {
      declarations.declaration(words.annotations(), namespace);
    } catch (Unexpected _) {
      skip(from);
    }
  }

  /// Moves behind the next `;`, or to where a declaration begins without one; always beyond `from`,
  /// where the refused one began.
  private void skip(int from) {
    while (!cursor.at(TokenKind.END)) {
      if (cursor.accept(TokenKind.SEMICOLON) || (cursor.index() > from && words.atDeclaration())) {
        return;
      }
      cursor.next();
    }
  }
}
