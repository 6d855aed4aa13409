package dev.remit.pdp.bundle;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A bundle of texts with two parts: `payments` owns `Invoice`, `Ledger` and `Payments::*`, and
/// `orders` owns `Order`. Central are `Agent`, `Team`, `Document` and `Folder`.
public final class PartedBundle {
  static final String MANIFEST =
      """
      name: company
      owner: platform@x.example
      parts:
        payments: {owner: payments@x.example, owns: [Invoice, Ledger, "Payments::*"]}
        orders: {owner: orders@x.example, owns: Order}
      """;
  public static final String SCHEMA =
      """
      entity Team;
      entity Agent in [Team] { level?: Long };
      entity Folder in [Folder];
      entity Document in [Folder] { open?: Bool, owner?: Agent };
      entity Order { open?: Bool, owner?: Agent };
      entity Ledger in [Ledger];
      entity Invoice in [Ledger] { open?: Bool, owner?: Agent };
      namespace Payments {
        entity Box in [Box];
        entity Refund in [Box] { open?: Bool, owner?: Agent };
        action refund appliesTo { principal: Agent, resource: Refund, context: {} };
      }
      action read, write appliesTo {
        principal: Agent, resource: [Document, Order, Invoice, Payments::Refund], context: {}
      };
      """;
  static final String CENTRAL =
      "@id(\"readers\") permit (principal in Team::\"readers\", action == Action::\"read\", resource);";

  private final Map<String, String> texts;

  private PartedBundle(Map<String, String> texts) {
    this.texts = texts;
  }

  public PartedBundle() {
    this(new TreeMap<>());
    texts.put(BundleFolder.MANIFEST, MANIFEST);
    texts.put(BundleFolder.SCHEMA, SCHEMA);
    texts.put("policies/company.cedar", CENTRAL);
  }

  /// The same with another file.
  public PartedBundle with(String path, String text) {
    Map<String, String> more = new TreeMap<>(texts);
    more.put(path, text);
    return new PartedBundle(more);
  }

  BundleFiles files() {
    return BundleFiles.of(
        texts.entrySet().stream().map(file -> file(file.getKey(), file.getValue())).toList());
  }

  static BundleFile file(String path, String text) {
    return new BundleFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public Bundle read() {
    try {
      return tryRead();
    } catch (SyntaxException e) {
      throw new AssertionError(e);
    }
  }

  public Bundle tryRead() throws SyntaxException {
    return BundleReader.read(Path.of(""), files());
  }

  /// Every mistake; none where it is read.
  List<String> mistakes() {
    try {
      tryRead();
      return List.of();
    } catch (SyntaxException e) {
      return e.diagnostics().stream().map(Diagnostic::headline).toList();
    }
  }
}
