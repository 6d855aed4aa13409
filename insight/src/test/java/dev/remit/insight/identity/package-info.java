/// Who acted, as tests know it.
@NullMarked
package dev.remit.insight.identity;

import org.jspecify.annotations.NullMarked;
