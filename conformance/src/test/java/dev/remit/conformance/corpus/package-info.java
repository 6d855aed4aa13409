/// The public conformance corpora, decided by the compiled engine and by the reference evaluator.
///
/// Read [dev.remit.conformance.corpus.CorpusTest]. The reader of the corpora is that of the command
/// `remit corpus`.
///
/// Source: cedar-policy/cedar-integration-tests; the workloads of the OOPSLA 2024 paper.
@NullMarked
package dev.remit.conformance.corpus;

import org.jspecify.annotations.NullMarked;
