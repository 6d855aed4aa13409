/// What holds of decisions and of their explanations; the plain evaluator that judges the compiled
/// engine is here.
@NullMarked
package dev.remit.cedar.engine;

import org.jspecify.annotations.NullMarked;
