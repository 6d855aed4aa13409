package dev.remit.cedar.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Writes documents, breaking those that do not fit on one line. Needs no stack.
final class DocPrinter {
  private static final int WIDTH = 80;

  private final LineWriter out = new LineWriter();
  private final Deque<Pending> pending = new ArrayDeque<>();

  /// A document that is still to be written.
  private record Pending(Doc doc, int indent, boolean flat) {
    Pending of(Doc part) {
      return new Pending(part, indent, flat);
    }
  }

  /// Everything written so far, ending with a line end unless it is nothing.
  String text() {
    return out.text();
  }

  /// Writes a document from the start of a line, with an empty line in front of it.
  void paragraph(Doc doc) {
    out.emptyLine();
    pending.push(new Pending(doc, 0, false));
    while (!pending.isEmpty()) {
      write(pending.pop());
    }
  }

  /// Writes the comments at the end of the text.
  void end(Piece end) {
    out.emptyLine();
    out.comments(end.before(), 0);
  }

  private void write(Pending next) {
    switch (next.doc) {
      case Doc.Word(Piece piece) -> out.word(piece, next.indent);
      case Doc.Glue(String text) -> out.glue(text);
      case Doc.Line(String flat) -> {
        if (next.flat) {
          out.glue(flat);
        } else {
          out.lineEnd();
        }
      }
      case Doc.LineEnd() -> out.lineEnd();
      case Doc.Indented(Doc inner) ->
          pending.push(new Pending(inner, next.indent + LineWriter.INDENT, next.flat));
      case Doc.Sequence sequence -> {
        boolean flat = next.flat || (sequence.isGroup() && fits(sequence, next.indent));
        push(sequence.parts(), new Pending(sequence, next.indent, flat));
      }
    }
  }

  private void push(List<Doc> parts, Pending around) {
    for (Doc part : parts.reversed()) {
      pending.push(around.of(part));
    }
  }

  /// Whether a group fits on this line together with what follows up to the next place where a line
  /// may end.
  private boolean fits(Doc.Sequence group, int indent) {
    if (group.breaks()) {
      return false;
    }
    int room = WIDTH - out.column(indent);
    Deque<Pending> ahead = new ArrayDeque<>();
    ahead.push(new Pending(group, 0, true));
    Iterator<Pending> behind = pending.iterator();
    while (room >= 0) {
      if (ahead.isEmpty()) {
        if (!behind.hasNext()) {
          return true;
        }
        ahead.push(behind.next());
      }
      Pending next = ahead.pop();
      switch (next.doc) {
        case Doc.Word(Piece piece) -> {
          if (!piece.before().isEmpty()) {
            return true;
          }
          room -= LineWriter.firstLineLength(piece.text());
          if (!piece.after().isEmpty() || piece.text().indexOf('\n') >= 0) {
            return room >= 0;
          }
        }
        case Doc.Glue(String text) -> room -= text.length();
        case Doc.Line(String flat) -> {
          if (!next.flat) {
            return true;
          }
          room -= flat.length();
        }
        case Doc.LineEnd() -> {
          return true;
        }
        case Doc.Indented(Doc inner) -> ahead.push(next.of(inner));
        case Doc.Sequence(List<Doc> parts, _, _) -> {
          for (Doc part : parts.reversed()) {
            ahead.push(next.of(part));
          }
        }
      }
    }
    return false;
  }
}
