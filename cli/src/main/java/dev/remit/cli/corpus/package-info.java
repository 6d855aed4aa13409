/// Conformance corpora: cases with policies, entities, requests and the answers that are known to
/// be right.
///
/// Read [dev.remit.cli.corpus.Corpus], [dev.remit.cli.corpus.CorpusCase], then
/// [dev.remit.cli.corpus.CaseJudge]. Knows of the terminal only in its command.
///
/// Sources: cedar-integration-tests, the layout of `corpus-tests` and `tests`; the OOPSLA 2024
/// workloads as rows of requests and decisions.
@NullMarked
package dev.remit.cli.corpus;

import org.jspecify.annotations.NullMarked;
