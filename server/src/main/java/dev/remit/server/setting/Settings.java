package dev.remit.server.setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Everything that can be set of a service. A file of settings is YAML, a mapping with a key for
/// each component, in `kebab-case`.
public record Settings(
    @Setting(
            value = "The folder of the bundle that is served, and watched for changes.",
            otherwise = "bundle")
        Path bundle,
    @Setting(
            value = "The folder where decisions, bundles, entities and callers are kept.",
            otherwise = "remit-data")
        Path data,
    Listen listen,
    Log log,
    Limits limits) {

  /// Where the service listens.
  public record Listen(
      @Setting(
              value = "The address to listen at; `0.0.0.0` is every one of the machine.",
              otherwise = "127.0.0.1")
          String address,
      @Setting(
              value = "The TCP port of all protocols; 0 takes one that is free.",
              otherwise = "8181")
          int port,
      Tls tls) {
    public Listen {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is none; at most 65535");
      }
    }
  }

  /// How connections are secured.
  public record Tls(
      @Setting(
              value = "A PEM file with the certificate chain; without one there is no TLS.",
              otherwise = "none")
          OptionalFile certificate,
      @Setting(value = "A PEM file with the certificate's private key.", otherwise = "none")
          OptionalFile key,
      @Setting(
              value =
                  "A PEM file with the authorities of client certificates; with it, a caller may present one.",
              otherwise = "none")
          OptionalFile clientAuthorities) {
    public Tls {
      if (certificate.isGiven() != key.isGiven()) {
        throw new IllegalArgumentException("`certificate` and `key` belong together");
      }
      if (clientAuthorities.isGiven() && !certificate.isGiven()) {
        throw new IllegalArgumentException("`client-authorities` needs a `certificate`");
      }
    }
  }

  /// How decisions are recorded.
  public record Log(
      @Setting(
              value =
                  "`durable`: an answer waits until its record is forced to disk. `buffered`: until"
                      + " the operating system has it, which survives a crash of the process but"
                      + " not of the machine.",
              otherwise = "buffered")
          Keeping keeping,
      @Setting(
              value =
                  "What is answered while the log cannot be written. `deny`: nothing happens of which"
                      + " there is no record. `answer`: work goes on, unrecorded; health and metrics"
                      + " say so and how many.",
              otherwise = "deny")
          WhenUnwritable whenUnwritable) {}

  /// What is answered without a record.
  public enum WhenUnwritable {
    DENY,
    ANSWER
  }

  /// When an answer may leave.
  public enum Keeping {
    DURABLE,
    BUFFERED;

    /// As settings write it.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a caller may send, and how much at once.
  public record Limits(
      @Setting(
              value =
                  "Bytes of the body of a request; uploads of bundles and entities have a limit of their own.",
              otherwise = "1MiB")
          Size body,
      @Setting(value = "Bytes of an uploaded bundle or change of entities.", otherwise = "64MiB")
          Size upload,
      @Setting(value = "Bytes of the headers of a request.", otherwise = "16KiB") Size headers,
      @Setting(value = "Evaluations of one batch.", otherwise = "1000") int batch,
      @Setting(value = "Connections at once; further ones are closed.", otherwise = "10000")
          int connections,
      @Setting(
              value = "Requests in progress at once; further ones are answered with 503.",
              otherwise = "20000")
          int requests,
      @Setting(value = "Time for a request to arrive and be answered.", otherwise = "10s")
          Duration request,
      @Setting(value = "Time that a connection may be idle.", otherwise = "60s") Duration idle,
      @Setting(
              value = "Time for requests in progress to end when the service stops.",
              otherwise = "15s")
          Duration stop) {}

  /// A file that may be left out, as `none`.
  public record OptionalFile(List<Path> path) {
    public OptionalFile {
      path = List.copyOf(path);
      if (path.size() > 1) {
        throw new IllegalArgumentException("more than one file");
      }
    }

    public boolean isGiven() {
      return !path.isEmpty();
    }

    /// Throws [java.util.NoSuchElementException] where none is given.
    public Path require() {
      return path.getFirst();
    }
  }

  /// A number of bytes.
  public record Size(long bytes) {
    public Size {
      if (bytes < 0) {
        throw new IllegalArgumentException("size " + bytes);
      }
    }
  }
}
