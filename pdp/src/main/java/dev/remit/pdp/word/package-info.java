/// English words as requests and tools use them: how they are split, what is left of them without
/// their endings, and tables of the general ones. No task, product or person is in the tables.
///
/// Read [dev.remit.pdp.word.Words], then [dev.remit.pdp.word.WordTable].
@NullMarked
package dev.remit.pdp.word;

import org.jspecify.annotations.NullMarked;
