package dev.remit.insight.observe.intake;

import java.io.IOException;
import java.io.InputStream;

/// A file of a log, to be read from its begin.
public interface InputFile {
  /// As the user named it.
  String name();

  /// Whether it can be opened more than once.
  boolean isReadAgain();

  InputStream open() throws IOException;
}
