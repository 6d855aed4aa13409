/// What holds for the whole project: its architecture, its format, its documents.
@NullMarked
package dev.remit.conformance;

import org.jspecify.annotations.NullMarked;
