package dev.remit.cedar.text;

import dev.remit.cedar.policy.Annotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads annotations, `@name("value")` or `@name`, as they stand before policies and before the
/// declarations of a schema. A name that occurs twice is reported, and its first value kept.
public final class AnnotationParser {
  private final Cursor cursor;
  private final Bounds bounds;

  public AnnotationParser(Cursor cursor) {
    this.cursor = cursor;
    this.bounds = new Bounds(cursor);
  }

  /// All that stand here, in their order; `annotated` is what messages call that which follows.
  public List<Annotation> read(String annotated) throws Unexpected {
    List<Annotation> annotations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (cursor.at(TokenKind.AT)) {
      bounds.requireRoom(annotations.size(), "annotations of one " + annotated);
      Annotation annotation = annotation();
      if (names.add(annotation.name())) {
        annotations.add(annotation);
      } else {
        cursor.report(
            "duplicate-annotation",
            annotation.span(),
            "the annotation `@" + annotation.name() + "` occurs twice",
            "keep one");
      }
    }
    // Immutable, so that the declarations of several names share it.
    return List.copyOf(annotations);
  }

  private Annotation annotation() throws Unexpected {
    int from = cursor.index();
    cursor.next();
    String help = "an annotation is written `@name(\"value\")`";
    String name = cursor.expect(TokenKind.IDENTIFIER, help).text();
    String value = "";
    if (cursor.accept(TokenKind.LEFT_PARENTHESIS)) {
      value = value(name);
      cursor.expect(TokenKind.RIGHT_PARENTHESIS, help);
    }
    return new Annotation(name, value, cursor.since(from));
  }

  private String value(String name) throws Unexpected {
    if (!cursor.at(TokenKind.STRING)) {
      throw cursor.unexpected("the value of `@" + name + "`", "write it in double quotes");
    }
    return StringLiterals.unescape(cursor.next(), cursor.reports());
  }
}
