package dev.remit.bench.service;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/// Decisions in answers of gRPC. An answer without a message, as of an error, has none.
final class GrpcForms {
  /// A `CheckResponse` of Envoy: permitted is one with an `ok_response`, field 3, and without a
  /// `denied_response`, field 2.
  static final Form ENVOY =
      (answer, length, expected) -> {
        CodedInputStream in = message(answer, length);
        boolean permitted = false;
        boolean denied = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
          permitted |= WireFormat.getTagFieldNumber(tag) == 3;
          denied |= WireFormat.getTagFieldNumber(tag) == 2;
          boolean _ = in.skipField(tag);
        }
        return permitted != denied && expected.length == 1 && expected[0] == permitted;
      };

  /// A `CheckResourcesResponse` of Cerbos: of each of its results, field 2, the one entry of the
  /// map of actions, field 2, has the effect, field 2, of which 1 is allow.
  static final Form CERBOS =
      (answer, length, expected) -> {
        CodedInputStream in = message(answer, length);
        int found = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
          if (WireFormat.getTagFieldNumber(tag) != 2) {
            boolean _ = in.skipField(tag);
          } else if (found == expected.length || expected[found++] != (effect(in, 2) == 1)) {
            return false;
          }
        }
        return found == expected.length;
      };

  private GrpcForms() {}

  private static CodedInputStream message(byte[] answer, int length) {
    int head = Math.min(length, GrpcWire.MESSAGE_HEAD);
    return CodedInputStream.newInstance(answer, head, length - head);
  }

  /// The number in field 2 of the message in field 2, `levels` deep.
  private static long effect(CodedInputStream in, int levels) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    long effect = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) != 2) {
        boolean _ = in.skipField(tag);
      } else {
        effect = levels == 1 ? in.readRawVarint64() : effect(in, levels - 1);
      }
    }
    in.popLimit(outer);
    return effect;
  }
}
