package dev.remit.store.query;

import dev.remit.store.log.DamagedLog;
import dev.remit.store.log.LogContents;
import dev.remit.store.log.UnsealedRows;
import dev.remit.store.query.Selection.Place;
import dev.remit.store.row.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// The first few records of a selection: sealed ones by their numbers, and the rows of those that
/// are not sealed, which are in memory.
record FewRecords(List<Long> sealed, List<Row> unsealed) {
  /// The first of both, `sealed` and `unsealed`, that `selection` selects.
  static FewRecords of(Selection selection, List<Place> sealed, List<Row> unsealed) {
    Map<Place, Row> rows = new HashMap<>();
    unsealed.forEach(row -> rows.put(Place.of(row), row));
    List<Place> places = new ArrayList<>(sealed);
    places.addAll(rows.keySet());
    places.sort(selection.order().places());
    List<Long> firstSealed = new ArrayList<>();
    List<Row> firstUnsealed = new ArrayList<>();
    for (Place place : places.subList(0, (int) Math.min(places.size(), selection.limit()))) {
      Row row = rows.get(place);
      if (row == null) {
        firstSealed.add(place.sequence());
      } else {
        firstUnsealed.add(row);
      }
    }
    return new FewRecords(firstSealed, firstUnsealed);
  }

  /// Of the records that are not sealed, the first that are selected, in their order.
  static List<Row> unsealed(Selection selection, LogContents contents)
      throws IOException, DamagedLog {
    Comparator<Row> order = Comparator.comparing(Place::of, selection.order().places());
    PriorityQueue<Row> first = new PriorityQueue<>(Collections.reverseOrder(order));
    UnsealedRows rows = contents.unsealed();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      if (selection.holds(row)) {
        first.add(row);
        if (first.size() > selection.limit()) {
          first.remove();
        }
      }
    }
    return first.stream().sorted(order).toList();
  }

  /// The numbers of the sealed ones as a list of SQL.
  String numbers() {
    StringBuilder numbers = new StringBuilder("(");
    for (long number : sealed) {
      numbers.append(numbers.length() == 1 ? "" : ", ").append(number);
    }
    return numbers.append(')').toString();
  }
}
