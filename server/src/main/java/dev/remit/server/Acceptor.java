package dev.remit.server;

import com.linecorp.armeria.common.Flags;
import com.linecorp.armeria.common.util.TransportType;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The thread that accepts connections of a port. It can stop to accept while requests are still
/// answered, and ends at once: the web framework's own would first be idle for two seconds.
final class Acceptor extends MultiThreadIoEventLoopGroup {
  private static final long END_SECONDS_MAX = 15;

  /// The listening socket; null until it is bound.
  private volatile @Nullable Channel listening;

  private Acceptor(String threadName, IoHandlerFactory transport) {
    // Not a daemon: a process that serves stays.
    super(1, Thread.ofPlatform().name(threadName).factory(), transport);
  }

  /// For the transport that connections use; empty for one that we do not know, whose own acceptor
  /// then does.
  static Optional<Acceptor> of(String threadName) {
    TransportType type = Flags.transportType();
    return switch (type) {
      case EPOLL -> Optional.of(new Acceptor(threadName, EpollIoHandler.newFactory()));
      case NIO -> Optional.of(new Acceptor(threadName, NioIoHandler.newFactory()));
      case KQUEUE, IO_URING -> Optional.empty();
    };
  }

  @Override
  public ChannelFuture register(Channel channel) {
    if (channel instanceof ServerChannel) {
      listening = channel;
    }
    return super.register(channel);
  }

  /// From now on nobody connects.
  void stopAccepting() {
    Channel open = listening;
    if (open != null) {
      open.close().syncUninterruptibly();
    }
  }

  /// Without a time in which it is idle.
  @Override
  public Future<?> shutdownGracefully() {
    return shutdownGracefully(0, END_SECONDS_MAX, TimeUnit.SECONDS);
  }

  /// Groups of the framework's own, where there is no acceptor of ours.
  static EventLoopGroup orDefault(Optional<Acceptor> acceptor, String threadName) {
    return acceptor.isPresent()
        ? acceptor.get()
        : Flags.transportType()
            .newEventLoopGroup(1, _ -> Thread.ofPlatform().name(threadName).factory());
  }
}
