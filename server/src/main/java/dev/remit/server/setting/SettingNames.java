package dev.remit.server.setting;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/// How components of records are called in files.
final class SettingNames {
  private SettingNames() {}

  /// `clientAuthorities` is `client-authorities`.
  static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
