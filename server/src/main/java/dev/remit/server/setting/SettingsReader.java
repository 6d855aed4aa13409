package dev.remit.server.setting;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.Limits;
import dev.remit.pdp.yaml.Yaml;
import dev.remit.pdp.yaml.YamlReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads records of settings from YAML, a key for each component. Every mistake is reported; an
/// unknown key is one. A record that the file leaves out has its defaults.
///
/// A component is a [SettingType] of one value, a record, a list of values or records, or a map
/// from text to records.
public final class SettingsReader {
  private static final String CODE = "settings.invalid";
  private static final Yaml NOTHING = new Yaml.Mapping(List.of(), Span.NONE);

  private final Diagnostics mistakes;

  private SettingsReader(Diagnostics mistakes) {
    this.mistakes = mistakes;
  }

  /// The settings of a file.
  public static Settings read(Source source) throws SyntaxException {
    return read(source, Settings.class);
  }

  /// Those of no file at all.
  public static Settings defaults() {
    try {
      return read(new Source("defaults", "{}"));
    } catch (SyntaxException e) {
      throw new IllegalStateException("the defaults are no settings", e);
    }
  }

  static <R extends Record> R read(Source source, Class<R> type) throws SyntaxException {
    Diagnostics mistakes = new Diagnostics(source, Limits.DIAGNOSTICS_MAX);
    Object settings = new SettingsReader(mistakes).record("", YamlReader.read(mistakes), type);
    mistakes.refuseIfAny();
    return type.cast(Objects.requireNonNull(settings, "sound"));
  }

  /// Null after mistakes, which are added.
  private @Nullable Object record(String path, Yaml yaml, Class<?> type) {
    if (!(yaml instanceof Yaml.Mapping(List<Yaml.Entry> entries, Span _))) {
      mistakes.add(CODE, yaml.span(), named(path) + " is " + yaml.kind(), "write a mapping");
      return null;
    }
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknown(path, entries, components);
    @Nullable Object[] values = new Object[components.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      values[i] = component(path, yaml, entries, components[i]);
      complete &= values[i] != null;
    }
    return complete ? build(path, yaml, type, values) : null;
  }

  private void refuseUnknown(String path, List<Yaml.Entry> entries, RecordComponent[] components) {
    List<String> known = Arrays.stream(components).map(SettingNames::key).toList();
    for (Yaml.Entry entry : entries) {
      if (!known.contains(entry.key())) {
        mistakes.add(
            CODE,
            entry.keySpan(),
            "unknown setting `" + SettingNames.below(path, entry.key()) + "`",
            "known here are "
                + String.join(", ", known.stream().map(key -> "`" + key + "`").toList()));
      }
    }
  }

  private @Nullable Object component(
      String parent, Yaml within, List<Yaml.Entry> entries, RecordComponent component) {
    String key = SettingNames.key(component);
    String path = SettingNames.below(parent, key);
    for (Yaml.Entry entry : entries) {
      if (entry.key().equals(key)) {
        return value(path, entry.value(), component.getGenericType());
      }
    }
    Setting setting = component.getAnnotation(Setting.class);
    if (component.getType().isRecord() && SettingType.find(component.getType()) == null) {
      return record(path, NOTHING, component.getType());
    }
    if (component.getType() == List.class) {
      return List.of();
    }
    if (component.getType() == Map.class) {
      return Map.of();
    }
    if (setting == null || setting.otherwise().isEmpty()) {
      mistakes.add(CODE, within.span(), "`" + path + "` is missing", "add it");
      return null;
    }
    return value(path, new Yaml.Scalar(setting.otherwise(), Span.NONE), component.getGenericType());
  }

  private @Nullable Object value(String path, Yaml yaml, Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? list(path, yaml, generic.getActualTypeArguments()[0])
          : map(path, yaml, generic.getActualTypeArguments()[1]);
    }
    Class<?> plain = (Class<?>) type;
    SettingType scalar = SettingType.find(plain);
    if (scalar == null) {
      return record(path, yaml, plain);
    }
    if (!(yaml instanceof Yaml.Scalar(String text, Span span))) {
      mistakes.add(CODE, yaml.span(), named(path) + " is " + yaml.kind(), "write " + scalar.form());
      return null;
    }
    Object value = scalar.parse(text);
    if (value == null) {
      mistakes.add(CODE, span, named(path) + " is `" + text + "`", "write " + scalar.form());
    }
    return value;
  }

  private @Nullable Object list(String path, Yaml yaml, Type element) {
    if (!(yaml instanceof Yaml.Sequence(List<Yaml> elements, Span _))) {
      mistakes.add(CODE, yaml.span(), named(path) + " is " + yaml.kind(), "write a list");
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (Yaml one : elements) {
      Object value = value(path + "[]", one, element);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == elements.size() ? List.copyOf(values) : null;
  }

  private @Nullable Object map(String path, Yaml yaml, Type element) {
    if (!(yaml instanceof Yaml.Mapping(List<Yaml.Entry> entries, Span _))) {
      mistakes.add(CODE, yaml.span(), named(path) + " is " + yaml.kind(), "write a mapping");
      return null;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Yaml.Entry entry : entries) {
      Object value = value(SettingNames.below(path, entry.key()), entry.value(), element);
      if (value != null) {
        values.put(entry.key(), value);
      }
    }
    return values.size() == entries.size() ? values : null;
  }

  /// The record's own constructor may refuse values that do not belong together.
  private @Nullable Object build(String path, Yaml yaml, Class<?> type, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        mistakes.add(CODE, yaml.span(), named(path) + ": " + refused.getMessage(), "mend it");
        return null;
      }
      throw new IllegalStateException(type + " cannot be built", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no record of settings", e);
    }
  }

  private static String named(String path) {
    return path.isEmpty() ? "the file" : "`" + path + "`";
  }

  /// What is given in the place of what the settings say.
  public static Settings with(
      Settings settings, @Nullable Path bundle, @Nullable Path data, @Nullable Integer port) {
    Settings.Listen listen = settings.listen();
    return new Settings(
        bundle == null ? settings.bundle() : bundle,
        data == null ? settings.data() : data,
        settings.watch(),
        settings.tenants(),
        port == null
            ? listen
            : new Settings.Listen(listen.address(), port, listen.publicUrl(), listen.tls()),
        settings.log(),
        settings.limits(),
        settings.telemetry(),
        settings.issuers(),
        settings.sources());
  }
}
