package dev.remit.server.setting;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The reference page of the settings: a row for each, made from the records that are read.
public final class SettingsReference {
  private final List<String> rows = new ArrayList<>();

  private SettingsReference() {}

  /// A table in Markdown.
  public static String page() {
    SettingsReference page = new SettingsReference();
    page.addAll("", Settings.class);
    return "| setting | is | if not given | what |\n| --- | --- | --- | --- |\n"
        + String.join("", page.rows);
  }

  private void addAll(String parent, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = SettingNames.below(parent, SettingNames.key(component));
      Setting setting = component.getAnnotation(Setting.class);
      Class<?> below = below(component.getGenericType());
      if (setting != null) {
        rows.add(
            "| `%s` | %s | %s | %s |%n"
                .formatted(
                    path, form(component, below), otherwise(component, setting), setting.value()));
      }
      if (SettingType.find(below) == null) {
        addAll(
            path
                + (component.getType() == List.class
                    ? "[]"
                    : component.getType() == Map.class ? ".NAME" : ""),
            below);
      }
    }
  }

  /// The class of the values: of a list or a map, of its elements.
  private static Class<?> below(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
        : (Class<?>) type;
  }

  private static String form(RecordComponent component, Class<?> below) {
    SettingType one = SettingType.find(below);
    String form = one == null ? "a mapping" : one.form();
    if (component.getType() == List.class) {
      return "a list, each " + form;
    }
    return component.getType() == Map.class ? "a mapping of names, each " + form : form;
  }

  private static String otherwise(RecordComponent component, Setting setting) {
    if (!setting.otherwise().isEmpty()) {
      return "`" + setting.otherwise() + "`";
    }
    return component.getType() == List.class || component.getType() == Map.class
        ? "none"
        : "must be given";
  }
}
