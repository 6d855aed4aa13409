/// Tools as their servers describe them, and what calling one does: its effects, and the role of
/// each argument.
///
/// Read [dev.remit.pdp.tool.Tool], [dev.remit.pdp.tool.ToolClassifier], then
/// [dev.remit.pdp.tool.ToolReader]. Knows no request, and of a bundle only its tools.
@NullMarked
package dev.remit.pdp.tool;

import org.jspecify.annotations.NullMarked;
