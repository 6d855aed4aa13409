/// Cedar as text: what is read into the records of [dev.remit.cedar.policy] and printed from them.
///
/// Read [dev.remit.cedar.text.PolicyParser], [dev.remit.cedar.text.ExpressionParser], then
/// [dev.remit.cedar.text.PolicyPrinter]. Knows nothing of JSON, schemas or evaluation; the lexer is
/// shared with the parser of schemas.
///
/// Source: the grammar and the checks of cedar-policy-core's `parser` folder, for what is accepted;
/// the parser itself, its recovery and its messages are our own.
@NullMarked
package dev.remit.cedar.text;

import org.jspecify.annotations.NullMarked;
