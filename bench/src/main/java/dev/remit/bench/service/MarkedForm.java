package dev.remit.bench.service;

import java.nio.charset.StandardCharsets;

/// Decisions after a mark, in order, beginning with `permit` or not.
final class MarkedForm implements Form {
  private final byte[] mark;
  private final byte permit;

  MarkedForm(String mark, char permit) {
    this.mark = mark.getBytes(StandardCharsets.US_ASCII);
    this.permit = (byte) permit;
  }

  @Override
  public boolean isRight(byte[] answer, int length, boolean[] expected) {
    int found = 0;
    for (int at = 0; at + mark.length < length; at++) {
      if (isMark(answer, at)) {
        boolean permitted = answer[at + mark.length] == permit;
        if (found == expected.length || permitted != expected[found]) {
          return false;
        }
        found++;
        at += mark.length;
      }
    }
    return found == expected.length;
  }

  private boolean isMark(byte[] answer, int at) {
    for (int i = 0; i < mark.length; i++) {
      if (answer[at + i] != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
