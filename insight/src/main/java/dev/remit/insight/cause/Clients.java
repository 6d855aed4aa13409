package dev.remit.insight.cause;

import java.util.List;
import java.util.stream.Stream;

/// The clients with which something was asked, up to a number beyond which nothing is said of them.
final class Clients {
  private static final int REMEMBERED_MAX = 8;

  private List<Client> clients = List.of();
  private boolean whole = true;

  void add(Client client) {
    if (clients.contains(client)) {
      return;
    }
    if (clients.size() == REMEMBERED_MAX) {
      whole = false;
    } else {
      clients = Stream.concat(clients.stream(), Stream.of(client)).toList();
    }
  }

  Clients copy() {
    Clients copy = new Clients();
    copy.clients = clients;
    copy.whole = whole;
    return copy;
  }

  /// Whether all are known, of each its program, and none of the programs is one of the others'.
  boolean areOtherThan(Clients others) {
    return whole
        && others.whole
        && Stream.concat(clients.stream(), others.clients.stream())
            .noneMatch(client -> client.agent().isEmpty())
        && clients.stream()
            .noneMatch(client ->
                others.clients.stream().anyMatch(other -> other.agent().equals(client.agent())));
  }

  /// Whether each comes by a way that one of the others comes by too.
  boolean comeLike(Clients others) {
    return clients.stream().allMatch(client -> others.clients.stream().anyMatch(client::comesLike));
  }

  /// Their programs.
  List<String> agents() {
    return clients.stream().map(Client::agent).distinct().toList();
  }
}
