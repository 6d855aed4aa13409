/// Claims about the adapter to the official validator, and its agreement with the public corpus.
@NullMarked
package dev.remit.validator;

import org.jspecify.annotations.NullMarked;
