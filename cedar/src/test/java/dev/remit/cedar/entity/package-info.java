/// Tests of entity snapshots.
@NullMarked
package dev.remit.cedar.entity;

import org.jspecify.annotations.NullMarked;
