@NullMarked
package dev.remit.bench.service;

import org.jspecify.annotations.NullMarked;
