package dev.remit.validator;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.remit.cedar.validation.ValidatorException;
import org.junit.jupiter.api.Test;

final class NativeEngineTest {

  /// As the official class behaves where its library cannot be loaded.
  private static final class WithoutLibrary {
    static {
      load();
    }

    private WithoutLibrary() {}

    private static void load() {
      throw new UnsatisfiedLinkError("no-such-library");
    }
  }

  @Test
  void aMissingClassIsSaidAndDoesNotCrash() {
    refuses("no.such.Engine", "no.such.Engine");
  }

  @Test
  void aMissingLibraryIsSaidAndDoesNotCrash() {
    refuses(WithoutLibrary.class.getName(), "no-such-library");
  }

  private static void refuses(String owner, String reason) {
    NativeEngine.Loaded loaded = NativeEngine.load(owner);
    assertThatExceptionOfType(ValidatorException.class)
        .isThrownBy(() -> NativeEngine.requireFunction(loaded))
        .withMessageStartingWith("validator: the native library of the official Cedar engine")
        .withMessageContaining(reason);
  }
}
