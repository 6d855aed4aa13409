package dev.remit.pdp.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of an argument that names the resource. What is not plainly of the expected form has no
/// such part, so that policy and tool cannot read it differently.
public enum ResourcePart {
  WHOLE("whole") {
    @Override
    Optional<String> of(String value) {
      return Optional.of(value);
    }
  },
  /// The domain of a mail address, in lower case.
  MAIL_DOMAIN("mail-domain") {
    @Override
    Optional<String> of(String value) {
      return group(MAIL, value);
    }
  },
  /// The host of a URL, in lower case; without a scheme the text must begin with the host.
  URL_HOST("url-host") {
    @Override
    Optional<String> of(String value) {
      return group(URL, value);
    }
  };

  private static final String HOST = "([A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?)";
  private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@" + HOST);
  private static final Pattern URL =
      Pattern.compile("(?:https?://)?" + HOST + "(?::[0-9]{1,5})?(?:[/?#][!-\\[\\]-~]*)?");

  private final String text;

  ResourcePart(String text) {
    this.text = text;
  }

  /// As the mapping writes it.
  public String text() {
    return text;
  }

  /// Empty where `value` has no such part.
  abstract Optional<String> of(String value);

  public static Optional<ResourcePart> find(String text) {
    for (ResourcePart part : values()) {
      if (part.text.equals(text)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> group(Pattern form, String value) {
    Matcher matcher = form.matcher(value);
    return matcher.matches()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
