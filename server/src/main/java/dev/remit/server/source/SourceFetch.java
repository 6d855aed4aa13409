package dev.remit.server.source;

import dev.remit.server.setting.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks where a source is: a file, or a URL, without following redirects and within the time and
/// the size that the settings allow. Waits in its thread.
final class SourceFetch {
  /// Characters of a tag that is sent back; a longer one is not kept.
  static final int TAG_LENGTH_MAX = 1_024;

  /// Bytes of a file with credentials.
  static final int AUTHORIZATION_BYTES_MAX = 16 * 1_024;

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final Pattern MAX_AGE =
      Pattern.compile("(?:^|[,\\s])max-age=\"?([0-9]{1,9})", Pattern.CASE_INSENSITIVE);

  private final Settings.Source source;
  private final HttpClient client;
  private final InstantSource clock;

  SourceFetch(Settings.Source source, HttpClient client, InstantSource clock) {
    this.source = Objects.requireNonNull(source, "source");
    this.client = Objects.requireNonNull(client, "client");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /// What the source has now; `tag` is that of what is known of it, or empty.
  Fetched fetch(String tag) throws SourceFault {
    URI location = source.url().location();
    try {
      return "file".equals(location.getScheme()) ? readFile(Path.of(location)) : ask(location, tag);
    } catch (IOException e) {
      throw new SourceFault(
          SourceFault.Kind.UNREACHABLE, "it cannot be had (" + problem(e) + "); check the source");
    }
  }

  /// What we say ourselves needs no name of a class.
  private static String problem(IOException e) {
    String message = e.getMessage();
    return e.getClass() == IOException.class && message != null ? message : e.toString();
  }

  /// A file is as of the time that it was written, however often it is read.
  private Fetched readFile(Path file) throws IOException, SourceFault {
    Instant written = Files.getLastModifiedTime(file).toInstant();
    Instant now = clock.instant();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) source.bytes().bytes() + 1);
      if (bytes.length > source.bytes().bytes()) {
        throw new IOException("more than " + source.bytes().bytes() + " bytes");
      }
      return new Fetched.Whole(text(bytes), "", written.isAfter(now) ? now : written, null);
    }
  }

  private Fetched ask(URI location, String tag) throws IOException, SourceFault {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(location)
            .timeout(source.timeout())
            .header("Accept", "application/json");
    if (!tag.isEmpty()) {
      request.header("If-None-Match", tag);
    }
    if (source.authorization().isGiven()) {
      request.header("Authorization", authorization(source.authorization().require()));
    }
    Instant asked = clock.instant();
    HttpResponse<byte[]> answer = send(request.build());
    HttpHeaders headers = answer.headers();
    Instant asOf = asked.minus(age(headers)).truncatedTo(ChronoUnit.MILLIS);
    if (answer.statusCode() == NOT_MODIFIED && !tag.isEmpty()) {
      return new Fetched.Unchanged(asOf, maxAge(headers));
    }
    if (answer.statusCode() != OK) {
      throw new IOException("status " + answer.statusCode());
    }
    String newTag =
        headers.firstValue("ETag").filter(each -> each.length() <= TAG_LENGTH_MAX).orElse("");
    return new Fetched.Whole(text(answer.body()), newTag, asOf, maxAge(headers));
  }

  /// The time is that of the whole answer, and not only of its beginning.
  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), source.bytes().bytes()));
    try {
      return sent.get(source.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + source.timeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the service stops", e);
    } finally {
      sent.cancel(true);
    }
  }

  private static String authorization(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(AUTHORIZATION_BYTES_MAX + 1);
      String text = new String(bytes, StandardCharsets.US_ASCII).strip();
      boolean isOneLine = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
      if (text.isEmpty() || !isOneLine || bytes.length > AUTHORIZATION_BYTES_MAX) {
        throw new IOException("`" + file + "` is not one line of text");
      }
      return text;
    }
  }

  /// How long the answer lay in caches on its way.
  private static Duration age(HttpHeaders headers) {
    String age = headers.firstValue("Age").orElse("0").strip();
    return age.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(age)) : Duration.ZERO;
  }

  private static @Nullable Duration maxAge(HttpHeaders headers) {
    for (String value : headers.allValues("Cache-Control")) {
      Matcher maxAge = MAX_AGE.matcher(value);
      if (maxAge.find()) {
        return Duration.ofSeconds(Long.parseLong(maxAge.group(1)));
      }
    }
    return null;
  }

  private static String text(byte[] bytes) throws SourceFault {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SourceFault(
          SourceFault.Kind.REFUSED, "its answer is not UTF-8; have the source send JSON in UTF-8");
    }
  }
}
