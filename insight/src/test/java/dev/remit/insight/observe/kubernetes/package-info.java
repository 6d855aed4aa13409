@NullMarked
package dev.remit.insight.observe.kubernetes;

import org.jspecify.annotations.NullMarked;
