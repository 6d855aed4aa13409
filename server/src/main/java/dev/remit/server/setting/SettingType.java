package dev.remit.server.setting;

import dev.remit.cedar.diagnostic.Choices;
import dev.remit.pdp.yaml.Times;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How one value is written in a file of settings. `form` says it to people; `parse` is null for
/// what is none.
record SettingType(String form, Function<String, @Nullable Object> parser) {
  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "B", 1L, "KIB", 1L << 10, "MIB", 1L << 20, "GIB", 1L << 30, "TIB", 1L << 40);
  private static final Map<Class<?>, SettingType> TYPES =
      Map.ofEntries(
          Map.entry(String.class, new SettingType("text", text -> text.isBlank() ? null : text)),
          Map.entry(
              int.class,
              new SettingType("a whole number from 0 to 2147483647", SettingType::whole)),
          Map.entry(boolean.class, new SettingType("`true` or `false`", SettingType::flag)),
          Map.entry(Path.class, new SettingType("a path", SettingType::path)),
          Map.entry(URI.class, new SettingType("a URL", SettingType::uri)),
          Map.entry(
              Duration.class,
              new SettingType(
                  "a time, as `500ms`, `10s`, `5m`, `1h` or `30d`", SettingType::duration)),
          Map.entry(
              Settings.Size.class,
              new SettingType(
                  "a size, as `16KiB`, `1MiB` or a number of bytes", SettingType::size)),
          Map.entry(
              Settings.KeyLocation.class,
              new SettingType(
                  "an `https:` or `file:` URL, or an `http:` one of this machine",
                  SettingType::keyLocation)),
          Map.entry(
              Settings.OptionalFile.class,
              new SettingType("a path, or `none`", SettingType::optionalFile)),
          Map.entry(
              Settings.OptionalUrl.class,
              new SettingType("an `http` or `https` URL, or `none`", SettingType::optionalUrl)),
          Map.entry(
              Settings.OptionalTime.class,
              new SettingType("a time, as `400d`, or `none`", SettingType::optionalTime)),
          Map.entry(
              Settings.OptionalSize.class,
              new SettingType("a size, as `50GiB`, or `none`", SettingType::optionalSize)));

  /// The type of single values of a class; null if it has none.
  static @Nullable SettingType find(Class<?> type) {
    if (type.isEnum()) {
      return ofEnum(type);
    }
    return TYPES.get(type);
  }

  @Nullable Object parse(String text) {
    return parser.apply(text);
  }

  private static SettingType ofEnum(Class<?> type) {
    List<Object> constants = Arrays.asList(type.getEnumConstants());
    List<String> names = constants.stream().map(SettingType::name).toList();
    return new SettingType(
        Choices.text(names.stream()),
        text -> {
          int index = names.indexOf(text);
          return index < 0 ? null : constants.get(index);
        });
  }

  /// `BUFFERED` is `buffered`.
  static String name(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable Object whole(String text) {
    if (!text.matches("[0-9]{1,10}")) {
      return null;
    }
    long value = Long.parseLong(text);
    return value > Integer.MAX_VALUE ? null : (int) value;
  }

  private static @Nullable Object flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable Object path(String text) {
    try {
      return text.isBlank() ? null : Path.of(text);
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private static @Nullable Object uri(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() == null ? null : uri;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  private static @Nullable Object keyLocation(String text) {
    try {
      return new Settings.KeyLocation(new URI(text));
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable Object optionalFile(String text) {
    if (text.equals("none")) {
      return new Settings.OptionalFile(List.of());
    }
    return path(text) instanceof Path path ? new Settings.OptionalFile(List.of(path)) : null;
  }

  private static @Nullable Object optionalUrl(String text) {
    if (text.equals("none")) {
      return new Settings.OptionalUrl(List.of());
    }
    try {
      return new Settings.OptionalUrl(List.of(new URI(text)));
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable Object optionalTime(String text) {
    if (text.equals("none")) {
      return new Settings.OptionalTime(List.of());
    }
    return duration(text) instanceof Duration time
        ? new Settings.OptionalTime(List.of(time))
        : null;
  }

  private static @Nullable Object optionalSize(String text) {
    if (text.equals("none")) {
      return new Settings.OptionalSize(List.of());
    }
    return size(text) instanceof Settings.Size size
        ? new Settings.OptionalSize(List.of(size))
        : null;
  }

  private static @Nullable Object duration(String text) {
    Matcher parts = QUANTITY.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    long count = Long.parseLong(parts.group(1));
    return count > Integer.MAX_VALUE ? null : Times.of((int) count, parts.group(2)).orElse(null);
  }

  private static @Nullable Object size(String text) {
    Matcher parts = QUANTITY.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    Long unit = BYTES.get(parts.group(2).toUpperCase(Locale.ROOT));
    if (unit == null) {
      return null;
    }
    BigInteger bytes = new BigInteger(parts.group(1)).multiply(BigInteger.valueOf(unit));
    return bytes.bitLength() > 62 ? null : new Settings.Size(bytes.longValueExact());
  }
}
