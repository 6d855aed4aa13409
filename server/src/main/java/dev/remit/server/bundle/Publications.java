package dev.remit.server.bundle;

import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.validation.PolicyValidator;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.BundleReader;
import dev.remit.pdp.bundle.Part;
import dev.remit.pdp.bundle.Parts;
import dev.remit.server.decision.ActiveBasis;
import dev.remit.server.decision.UnfitEntities;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.store.bundle.BundleLookup;
import dev.remit.store.bundle.BundleStore;
import dev.remit.store.bundle.KeptBundle;
import dev.remit.store.disk.Disk;
import dev.remit.store.entity.EntityHistory;
import dev.remit.store.entity.OverlappingEntities;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Which bundle is in force, and every way in which another one comes to be: the folder changed,
/// somebody sent one, or a part of one, somebody chose one that is kept. A bundle that is refused
/// changes nothing.
///
/// What was done last wins: a bundle that was sent stays in force, also over a restart, until the
/// folder holds something else than it did then.
///
/// `this` guards the changes; the fields are read without it.
public final class Publications {
  private final BundleStore kept;
  private final Disk disk;
  private final BundleCheck check;
  private final InstantSource clock;
  private final ActiveBasis basis;
  private volatile Choice choice;

  private Publications(
      BundleStore kept,
      Disk disk,
      BundleCheck check,
      InstantSource clock,
      ActiveBasis basis,
      Choice choice) {
    this.kept = kept;
    this.disk = disk;
    this.check = check;
    this.clock = clock;
    this.basis = basis;
    this.choice = choice;
  }

  /// Where bundles are kept, and what else it takes to put one in force.
  public record Store(BundleStore bundles, Disk disk, EntityHistory entities, InstantSource clock) {
    public Store {
      Objects.requireNonNull(bundles, "bundles");
      Objects.requireNonNull(disk, "disk");
      Objects.requireNonNull(entities, "entities");
      Objects.requireNonNull(clock, "clock");
    }
  }

  /// Begins with the bundle of the folder, or with the one that was put in force over it. The
  /// folder's is not held against its schema here, so that a start does not wait for that.
  ///
  /// Throws [SyntaxException] with every mistake of a folder that is no bundle.
  public static Publications begin(
      Path folder, Store store, PolicyValidator validator, Consumer<String> operator)
      throws SyntaxException, IOException, OverlappingEntities {
    BundleFiles files = BundleReader.readFiles(folder);
    Choice ofFolder = Choice.ofFolder(files.digest(), store.clock().instant());
    Choice choice =
        Choice.find(store.disk())
            .filter(former -> former.folder().equals(files.digest()))
            .orElse(ofFolder);
    BundleFiles chosen = files;
    if (!choice.active().equals(files.digest())) {
      Optional<BundleFiles> former = chosen(store.bundles(), choice, operator);
      chosen = former.orElse(files);
      choice = former.isPresent() ? choice : ofFolder;
    }
    Bundle bundle = BundleReader.read(folder, chosen);
    ActiveBasis basis = ActiveBasis.begin(store.bundles(), store.entities(), bundle, chosen);
    choice.keep(store.disk());
    return new Publications(
        store.bundles(), store.disk(), new BundleCheck(validator), store.clock(), basis, choice);
  }

  /// The files of the bundle that was in force last. Tells the operator that it is not the
  /// folder's, or that it is gone.
  private static Optional<BundleFiles> chosen(
      BundleStore bundles, Choice choice, Consumer<String> operator) throws IOException {
    String gone = "serving the bundle of the folder, because the one in force before is gone: ";
    return switch (bundles.find(choice.active())) {
      case BundleLookup.Found(BundleFiles files) -> {
        operator.accept(
            "serving bundle "
                + choice.active().brief()
                + ", put in force by "
                + (choice.by().isEmpty() ? "the folder" : choice.by())
                + " on "
                + choice.since()
                + ", and not what the folder holds since; change the folder, or publish it, to serve it");
        yield Optional.of(files);
      }
      case BundleLookup.Gone lost -> {
        operator.accept(gone + lost.text());
        yield Optional.empty();
      }
      case BundleLookup.Damaged lost -> {
        operator.accept(gone + lost.text());
        yield Optional.empty();
      }
    };
  }

  public ActiveBasis basis() {
    return basis;
  }

  /// The bundle in force.
  public Bundle active() {
    return basis.current().bundle();
  }

  Choice choice() {
    return choice;
  }

  List<KeptBundle> kept() throws IOException {
    return kept.list();
  }

  /// What putting a bundle in force came to.
  record Published(Bundle bundle, boolean isNew, List<Problem.Mistake> warnings) {
    Published {
      Objects.requireNonNull(bundle, "bundle");
      warnings = List.copyOf(warnings);
    }
  }

  /// Puts a bundle in force that somebody sent. Throws with every mistake of it.
  synchronized Published upload(BundleFiles files, String by) throws Refused {
    BundleCheck.Passed passed = check.check(files);
    return putInForce(
        passed, files, new Choice(files.digest(), now(), by, Choice.Origin.UPLOAD, folder()));
  }

  /// The part of the bundle in force that is called so.
  Part requirePart(String name) throws Refused {
    Parts parts = active().manifest().parts();
    return parts
        .find(name)
        .orElseThrow(() ->
            new Refused(
                new Problem(
                    HttpStatus.NOT_FOUND,
                    "bundle.unknown-part",
                    "the bundle in force has no part `%s`; parts are declared in its `remit.yaml`"
                        .formatted(name))));
  }

  /// Puts the bundle in force that differs from the one in force by the files of a part. Nothing
  /// comes between: whoever publishes waits, so that no other part's files are lost.
  synchronized Published uploadPart(String name, BundleFiles its, String by) throws Refused {
    Part part = requirePart(name);
    BundleFiles files;
    try {
      files = require(active().digest()).with(part, its);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          new Problem(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "bundle.refused",
              "bundle: " + e.getMessage() + "; send less, or only what is the part's"));
    }
    BundleCheck.Passed passed = check.check(files);
    return putInForce(
        passed, files, new Choice(files.digest(), now(), by, Choice.Origin.PART, folder()));
  }

  /// Puts a kept bundle in force again. It is held against its schema again: what validates may be
  /// another version since.
  synchronized Published activate(BundleDigest digest, String by) throws Refused {
    BundleFiles files = require(digest);
    BundleCheck.Passed passed = check.check(files);
    return putInForce(
        passed, files, new Choice(digest, now(), by, Choice.Origin.ACTIVATION, folder()));
  }

  /// What the folder held when it was last looked at.
  BundleDigest folder() {
    return choice.folder();
  }

  /// Puts what the folder holds now in force. Whatever comes of it, the folder counts as seen.
  synchronized Published folderChanged(BundleFiles files) throws Refused {
    try {
      BundleCheck.Passed passed = check.check(files);
      return putInForce(passed, files, Choice.ofFolder(files.digest(), now()));
    } catch (Refused e) {
      seen(files.digest());
      throw e;
    }
  }

  private Published putInForce(BundleCheck.Passed passed, BundleFiles files, Choice next)
      throws Refused {
    boolean isNew = !next.active().equals(choice.active());
    Choice decided = isNew ? next : choice.withFolder(next.folder());
    try {
      basis.publish(passed.bundle(), files, () -> decided.keep(disk));
    } catch (OverlappingEntities e) {
      throw new Refused(new Problem(HttpStatus.CONFLICT, "bundle.overlapping-entities", e.text()));
    } catch (UnfitEntities e) {
      throw new Refused(
          new Problem(HttpStatus.CONFLICT, "bundle.unfit-entities", e.text(), mistakes(e)));
    } catch (EntityException e) {
      throw new Refused(
          new Problem(HttpStatus.CONFLICT, "bundle.entities", "entities: " + e.getMessage()));
    } catch (IOException e) {
      throw new Refused(Problem.storage("bundle: it cannot be kept", e));
    }
    choice = decided;
    return new Published(passed.bundle(), isNew, passed.warnings());
  }

  private static List<Problem.Mistake> mistakes(UnfitEntities unfit) {
    return unfit.shown().stream()
        .map(each ->
            new Problem.Mistake(
                each.mistake().code(),
                "entity `" + each.entity() + "`",
                each.mistake().message(),
                each.mistake().help()))
        .toList();
  }

  /// Tells the operator of entities that were put and do not fit the schema in force, which a start
  /// does not refuse. Costs reading them.
  public void tellOfUnfitEntities(Consumer<String> operator) {
    try {
      basis.requireFit();
    } catch (UnfitEntities e) {
      operator.accept(e.text());
    }
  }

  /// Also where it cannot be kept that it was: then a restart looks at it again.
  private void seen(BundleDigest folder) throws Refused {
    choice = choice.withFolder(folder);
    try {
      choice.keep(disk);
    } catch (IOException e) {
      throw new Refused(
          Problem.storage("bundle: " + folder.brief() + " is refused, which cannot be kept", e));
    }
  }

  private Instant now() {
    return clock.instant();
  }

  /// The files of a kept bundle.
  BundleFiles require(BundleDigest digest) throws Refused {
    try {
      return switch (kept.find(digest)) {
        case BundleLookup.Found(BundleFiles files) -> files;
        case BundleLookup.Gone gone ->
            throw new Refused(new Problem(HttpStatus.NOT_FOUND, "bundle.unknown", gone.text()));
        case BundleLookup.Damaged damaged ->
            throw new Refused(
                new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "bundle.damaged", damaged.text()));
      };
    } catch (IOException e) {
      throw new Refused(Problem.storage("bundle: it cannot be read", e));
    }
  }

  /// The kept bundle of a digest, as replay needs one.
  public Bundle requireBundle(BundleDigest digest) throws Refused {
    return digest.equals(active().digest()) ? active() : BundleCheck.read(require(digest));
  }

  /// A digest as callers write it, with `sha256:` or without.
  public static BundleDigest requireDigest(String text) throws Refused {
    try {
      return text.startsWith("sha256:") ? new BundleDigest(text) : BundleDigest.ofHex(text);
    } catch (IllegalArgumentException _) {
      throw new Refused(
          Problem.parameter("digest", text, "is no digest; it is 64 hexadecimal digits"));
    }
  }
}
