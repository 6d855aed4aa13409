/// The official Cedar engine as a judge of ours, called through the natives of `cedar-java`.
///
/// Read [dev.remit.conformance.oracle.Oracle], then [dev.remit.conformance.oracle.Answer], then
/// [dev.remit.conformance.oracle.Verdict]. Knows texts and JSON only, nothing of our engine, so
/// that a mistake of ours cannot hide in it.
///
/// Source: cedar-policy/cedar-java 4.10.0, `CedarJavaFFI`; cedar-policy `ffi`.
@NullMarked
package dev.remit.conformance.oracle;

import org.jspecify.annotations.NullMarked;
