/// Claims about schemas: their names, their texts, their JSON form.
@NullMarked
package dev.remit.cedar.schema;

import org.jspecify.annotations.NullMarked;
