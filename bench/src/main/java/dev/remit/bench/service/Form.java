package dev.remit.bench.service;

import java.nio.charset.StandardCharsets;

/// Where decisions are in an answer: after `mark`, in order, beginning with `permit` or not.
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Form(byte[] mark, byte permit, boolean isChecked) {
  static final Form AUTHZEN = new Form(bytes("\"decision\":"), (byte) 't', true);
  static final Form CERBOS = new Form(bytes("\"EFFECT_"), (byte) 'A', true);

  /// Says the same to everybody.
  static final Form CONSTANT = new Form(bytes("\"decision\":"), (byte) 't', false);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Whether the answer has exactly these decisions.
  boolean isRight(byte[] answer, int length, boolean[] expected) {
    if (!isChecked) {
      return true;
    }
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
