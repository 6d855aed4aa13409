package dev.remit.server.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Documents one component of a record of settings: what it is, and the value that it has where the
/// file says nothing. One without a default that is no record must be given.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /// A sentence for the reference page.
  String value();

  /// As the file would write it; empty for none.
  String otherwise() default "";
}
