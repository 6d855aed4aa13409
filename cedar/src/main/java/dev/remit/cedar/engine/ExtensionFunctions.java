package dev.remit.cedar.engine;

import dev.remit.cedar.policy.ExtensionFunction;
import dev.remit.cedar.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the functions of Cedar's extension types compute; shared by the compiled conditions and by
/// the explaining walk.
///
/// A call without a value answers null and allocates nothing for it; [#failure] then says why.
final class ExtensionFunctions {
  private ExtensionFunctions() {}

  /// A function of one argument, null where it has no value.
  static @Nullable Value apply(ExtensionFunction function, Value first) {
    return null;
  }

  /// A function of two arguments, null where it has no value.
  static @Nullable Value apply(ExtensionFunction function, Value first, Value second) {
    return null;
  }

  /// Why the call has no value; only for arguments on which [#apply] answered null.
  static Failure failure(ExtensionFunction function, List<Value> arguments) {
    return new Failure(ErrorCode.EXTENSION, "`" + function.text() + "` has no value here");
  }
}
