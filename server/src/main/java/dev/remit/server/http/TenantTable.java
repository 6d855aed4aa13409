package dev.remit.server.http;

import dev.remit.server.access.PerTenant;
import java.util.ArrayList;
import java.util.List;

/// The endpoints of all tenants as one table. Each tenant has endpoints of its own, over what is
/// its own; a call is answered by those of its caller's tenant, so that none of them ever sees
/// another's.
public final class TenantTable {
  private TenantTable() {}

  /// The tables have the same methods and paths, in the same order. Of endpoints that are open to
  /// all, which are nobody's, the first table's answer.
  public static List<Endpoint> of(PerTenant<List<Endpoint>> tables) {
    List<Endpoint> shape = tables.all().iterator().next();
    List<Endpoint> merged = new ArrayList<>();
    if (tables.all().stream().anyMatch(table -> table.size() != shape.size())) {
      throw new IllegalArgumentException("a tenant has other endpoints than the others");
    }
    for (int i = 0; i < shape.size(); i++) {
      Endpoint first = shape.get(i);
      int row = i;
      PerTenant<Endpoint> own = tables.map(table -> row(table, row, first));
      merged.add(
          first.right().isEmpty()
              ? first
              : first.answeredBy(call -> own.of(call.caller()).handler().answer(call)));
    }
    return merged;
  }

  private static Endpoint row(List<Endpoint> table, int row, Endpoint first) {
    Endpoint endpoint = table.get(row);
    if (!endpoint.path().equals(first.path()) || !endpoint.method().equals(first.method())) {
      throw new IllegalArgumentException(
          "a tenant has another endpoint than the others at " + first.path());
    }
    return endpoint;
  }
}
