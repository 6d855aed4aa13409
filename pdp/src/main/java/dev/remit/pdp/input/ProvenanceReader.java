package dev.remit.pdp.input;

import dev.remit.cedar.diagnostic.Diagnostics;
import dev.remit.cedar.json.Json;
import dev.remit.pdp.request.Claim;
import dev.remit.pdp.request.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a caller asserts of where its request comes from: the member `provenance`, in which
/// only known members stand. All that is read is asserted.
final class ProvenanceReader {
  private static final String NAME = "provenance";
  private static final List<String> KNOWN =
      List.of("user", "chain", "task", "purpose", "tools", "prompt", "trace");

  /// A digest, so that no prompt ends up in a log.
  private static final Pattern PROMPT =
      Pattern.compile("sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}");

  private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");

  private final Json.JsonObject said;
  private final Diagnostics mistakes;

  private ProvenanceReader(Json.JsonObject said, Diagnostics mistakes) {
    this.said = said;
    this.mistakes = mistakes;
  }

  /// Absent where the request has no such member; null after mistakes, which are added.
  static @Nullable Provenance read(Json.JsonObject request, Diagnostics mistakes) {
    if (Members.find(request, NAME) == null) {
      return Provenance.ABSENT;
    }
    Json.JsonObject said =
        Misshapen.collect(mistakes, () -> Members.requireObject(request, "", NAME));
    return said == null ? null : new ProvenanceReader(said, mistakes).read();
  }

  private @Nullable Provenance read() {
    boolean known = refuseUnknown();
    Claim<String> user = Misshapen.collect(mistakes, () -> text("user"));
    Claim<List<String>> chain =
        Misshapen.collect(mistakes, () -> texts("chain", InputLimits.ACTORS_MAX));
    Claim<String> task = Misshapen.collect(mistakes, () -> text("task"));
    Claim<String> purpose = Misshapen.collect(mistakes, () -> text("purpose"));
    Claim<List<String>> tools =
        Misshapen.collect(mistakes, () -> texts("tools", InputLimits.TOOLS_MAX));
    Claim<String> prompt =
        Misshapen.collect(
            mistakes, () -> text("prompt", PROMPT, "write a digest, as `sha256:…` with 64 digits"));
    Claim<String> trace =
        Misshapen.collect(
            mistakes,
            () -> text("trace", TRACE, "write the trace id of `traceparent`: 32 digits 0-9a-f"));
    if (!known
        || user == null
        || chain == null
        || task == null
        || purpose == null
        || tools == null
        || prompt == null
        || trace == null) {
      return null;
    }
    return new Provenance(
        user, chain, Claim.absent(), task, purpose, tools, Claim.absent(), prompt, trace);
  }

  private boolean refuseUnknown() {
    boolean known = true;
    for (Json.Member member : said.members()) {
      if (!KNOWN.contains(member.name())) {
        known = false;
        mistakes.add(
            "input.shape",
            member.value().span(),
            "`" + NAME + "." + member.name() + "` is not known",
            "known are " + String.join(", ", KNOWN));
      }
    }
    return known;
  }

  private Claim<String> text(String name) throws Misshapen {
    Json json = Members.find(said, name);
    return json == null ? Claim.absent() : Claim.asserted(bounded(json, NAME + "." + name));
  }

  private Claim<String> text(String name, Pattern form, String help) throws Misshapen {
    Json json = Members.find(said, name);
    if (json == null) {
      return Claim.absent();
    }
    String path = NAME + "." + name;
    String text = bounded(json, path);
    if (!form.matcher(text).matches()) {
      throw new Misshapen(json.span(), "`" + path + "` has another form", help);
    }
    return Claim.asserted(text);
  }

  /// Distinct texts, in their order.
  private Claim<List<String>> texts(String name, int max) throws Misshapen {
    if (Members.find(said, name) == null) {
      return Claim.absent();
    }
    String path = NAME + "." + name;
    List<String> texts = new ArrayList<>();
    for (Json element : Members.findArray(said, NAME + ".", name)) {
      String text = bounded(element, path + "[" + texts.size() + "]");
      if (texts.contains(text)) {
        throw new Misshapen(element.span(), "`" + path + "` has it twice", "write each once");
      }
      if (texts.size() == max) {
        throw new Misshapen(element.span(), "`" + path + "` has more than " + max, "write fewer");
      }
      texts.add(text);
    }
    return Claim.asserted(texts);
  }

  private static String bounded(Json json, String path) throws Misshapen {
    if (!(json instanceof Json.JsonString(String text, _)) || text.isEmpty()) {
      String kind = json instanceof Json.JsonString ? "empty" : json.kind();
      throw new Misshapen(json.span(), "`" + path + "` is " + kind, "write a text");
    }
    if (text.length() > InputLimits.PROVENANCE_TEXT_MAX) {
      throw new Misshapen(
          json.span(),
          "`" + path + "` has more than " + InputLimits.PROVENANCE_TEXT_MAX + " characters",
          "write less");
    }
    return text;
  }
}
