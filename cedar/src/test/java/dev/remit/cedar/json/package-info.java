/// Claims about Cedar's JSON forms.
@NullMarked
package dev.remit.cedar.json;

import org.jspecify.annotations.NullMarked;
