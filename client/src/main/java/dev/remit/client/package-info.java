/// An enforcement point in Java 17: it asks a Remit service over AuthZEN, and whatever goes wrong
/// is a denial.
///
/// Read [dev.remit.client.RemitClient], [dev.remit.client.Question] and [dev.remit.client.Answer].
/// Knows nothing but the JDK.
@NullMarked
package dev.remit.client;

import org.jspecify.annotations.NullMarked;
