@NullMarked
package dev.remit.insight.observe.opa;

import org.jspecify.annotations.NullMarked;
