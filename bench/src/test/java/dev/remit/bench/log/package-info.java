@NullMarked
package dev.remit.bench.log;

import org.jspecify.annotations.NullMarked;
