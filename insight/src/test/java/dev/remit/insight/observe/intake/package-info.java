@NullMarked
package dev.remit.insight.observe.intake;

import org.jspecify.annotations.NullMarked;
