@NullMarked
package dev.remit.insight.observe.proxy;

import org.jspecify.annotations.NullMarked;
