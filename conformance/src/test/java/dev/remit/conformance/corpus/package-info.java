/// The public conformance corpora, every case.
@NullMarked
package dev.remit.conformance.corpus;

import org.jspecify.annotations.NullMarked;
