package dev.remit.pdp.record;

/// Where decisions are kept, append only. Whoever cannot append must deny.
///
/// After any failure every later call fails too: what a half-written log holds is for its reader to
/// say, not for its writer to guess.
public interface DecisionLog extends AutoCloseable {
  /// Returns once the record is out of this process, so that it survives the end of it.
  void append(DecisionRecord record) throws AppendFailed;

  /// Returns once every record appended so far survives a loss of power.
  void commit() throws AppendFailed;

  /// Commits, then lets go of the log. Calling it again does nothing.
  @Override
  void close() throws AppendFailed;
}
