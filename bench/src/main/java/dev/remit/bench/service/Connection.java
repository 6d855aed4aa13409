package dev.remit.bench.service;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One connection, kept alive, that asks as cheaply as it can: the generator shares the processor
/// with what it measures. For one thread.
final class Connection implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final long ANSWER_MILLIS_MAX = 30_000;

  private final SocketChannel channel;
  private final Wire wire;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);
  private final ByteBuffer out = ByteBuffer.allocate(BUFFER_BYTES);
  private Question asked = Question.NONE;
  private long due;

  Connection(int port, Wire wire) throws IOException {
    this.wire = wire;
    channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// From now on its answers are told of by a selector.
  void register(Selector selector) throws IOException {
    channel.configureBlocking(false);
    SelectionKey _ = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /// Asks; `due` is when, in nanoseconds of whoever asks.
  void send(Question question, long due) throws IOException {
    asked = question;
    this.due = due;
    out.clear();
    wire.write(question, out);
    out.flip();
    while (out.hasRemaining()) {
      int _ = channel.write(out);
    }
  }

  /// Reads what came, and says whether the answer is whole. Throws if there is none, or one that is
  /// no success.
  boolean receive() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("the connection was closed");
    }
    in.flip();
    boolean whole = wire.take(in);
    in.compact();
    return whole;
  }

  /// Whether the answer that is whole has the decisions that the question asks for.
  boolean isRight(Form form) throws IOException {
    return form.isRight(wire.body(), wire.length(), asked.expected());
  }

  /// When the last question was due.
  long due() {
    return due;
  }

  /// Asks and waits for the answer; for a connection that no selector has.
  boolean ask(Question question, Form form) throws IOException {
    try (Selector selector = Selector.open()) {
      register(selector);
      send(question, 0);
      while (selector.select(ANSWER_MILLIS_MAX) > 0) {
        selector.selectedKeys().clear();
        if (receive()) {
          return isRight(form);
        }
      }
      throw new IOException("no answer for " + ANSWER_MILLIS_MAX + " ms");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
