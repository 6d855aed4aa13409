@NullMarked
package dev.remit.insight.observe.cloudtrail;

import org.jspecify.annotations.NullMarked;
