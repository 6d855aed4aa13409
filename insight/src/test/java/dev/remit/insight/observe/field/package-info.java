@NullMarked
package dev.remit.insight.observe.field;

import org.jspecify.annotations.NullMarked;
