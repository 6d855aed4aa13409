@NullMarked
package dev.remit.examples.servlet;

import org.jspecify.annotations.NullMarked;
