package dev.remit.insight.rate;

import dev.remit.insight.declared.Declarations;
import dev.remit.store.query.LogTable;
import dev.remit.store.query.QueryFault;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers questions about rates from the table of a log, with as much beside them as is asked for.
/// For one thread.
public final class RateReader {
  private final LogTable table;
  private final Declarations declared;

  public RateReader(LogTable table, Declarations declared) {
    this.table = Objects.requireNonNull(table, "table");
    this.declared = Objects.requireNonNull(declared, "declared");
  }

  /// `details` reads records for what counts do not tell, `rises` the history of each identity.
  public RateReport read(Question question, boolean details, boolean rises) throws QueryFault {
    Tally tally = new TallyReader(table, declared).read(question);
    @Nullable Details told = details ? new DetailsReader(table).read(question.scope()) : null;
    @Nullable Rises risen =
        rises ? new RiseReader(table).read(question.scope()).orElse(null) : null;
    return new RateReport(question, tally, told, risen);
  }
}
