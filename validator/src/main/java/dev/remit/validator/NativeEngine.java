package dev.remit.validator;

import dev.remit.cedar.validation.ValidatorException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The one native function of `cedar-java` that takes and gives JSON. Its public classes reshape
/// what goes in and comes out, and refer to annotations that the library does not ship, so none is
/// named by our sources.
final class NativeEngine {
  // The official parser and validator recurse: on a stack of 1 MB, 70 nested parentheses end the
  // JVM. What we hand over is at most `Limits.EXPRESSION_DEPTH_MAX` levels deep.
  private static final long STACK_BYTES = 64L * 1024 * 1024;
  private static final String ENGINE = "com.cedarpolicy.BasicAuthorizationEngine";
  private static final String FUNCTION = "callCedarJNI";

  private NativeEngine() {}

  /// Loaded with the first call, once; `problem` is null where that went well.
  record Loaded(@Nullable Method function, @Nullable Throwable problem) {
    static final Loaded ENGINE_FUNCTION = load(ENGINE);
  }

  /// Loads the native library as a side effect of initialising `owner`.
  static Loaded load(String owner) {
    try {
      Method function =
          Class.forName(owner).getDeclaredMethod(FUNCTION, String.class, String.class);
      function.setAccessible(true);
      return new Loaded(function, null);
    } catch (ReflectiveOperationException | LinkageError problem) {
      return new Loaded(null, problem);
    }
  }

  /// The answer to an operation, as JSON. Blocks; an interrupt is kept and ends the waiting.
  static String call(String operation, String json) throws ValidatorException {
    FutureTask<String> task = new FutureTask<>(() -> invoke(requireFunction(), operation, json));
    new Thread(null, task, "cedar-validator", STACK_BYTES).start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ValidatorException problem
          ? problem
          : failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidatorException("validator: interrupted; ask again", e);
    }
  }

  private static Method requireFunction() throws ValidatorException {
    return requireFunction(Loaded.ENGINE_FUNCTION);
  }

  static Method requireFunction(Loaded loaded) throws ValidatorException {
    Method function = loaded.function();
    if (function == null) {
      throw new ValidatorException(
          "validator: the native library of the official Cedar engine cannot be loaded here ("
              + loaded.problem()
              + "); validate on Linux with glibc, macOS or Windows",
          loaded.problem() == null ? new LinkageError() : loaded.problem());
    }
    return function;
  }

  private static String invoke(Method function, String operation, String json)
      throws ValidatorException {
    try {
      return String.valueOf(function.invoke(null, operation, json));
    } catch (InvocationTargetException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException e) {
      throw failed(e);
    }
  }

  static ValidatorException failed(Throwable cause) {
    return new ValidatorException(
        "validator: the official Cedar engine failed (" + cause + "); report it", cause);
  }
}
