package dev.remit.server.bundle;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.remit.cedar.json.Json;
import dev.remit.cedar.json.Json.Member;
import dev.remit.pdp.bundle.Bundle;
import dev.remit.pdp.bundle.BundleDigest;
import dev.remit.pdp.bundle.BundleFiles;
import dev.remit.pdp.bundle.Part;
import dev.remit.server.access.Gate;
import dev.remit.server.access.Right;
import dev.remit.server.http.Call;
import dev.remit.server.http.Contract;
import dev.remit.server.http.Endpoint;
import dev.remit.server.http.Problem;
import dev.remit.server.http.Refused;
import dev.remit.server.http.Responses;
import dev.remit.store.bundle.KeptBundle;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// `/v1/bundles`: which bundle is in force, which are kept, and putting one in force.
public final class BundleEndpoints {
  private static final String PATH = "/v1/bundles";
  private static final Contract PUBLISHING =
      Contract.answering(HttpStatus.CREATED, "application/json", "Publication")
          .or(HttpStatus.OK, "Publication")
          .taking(new Contract.Body("application/gzip", "", true))
          .taking(new Contract.Body("application/zip", "", true));

  private final Publications publications;
  private final Gate gate;

  public BundleEndpoints(Publications publications, Gate gate) {
    this.publications = Objects.requireNonNull(publications, "publications");
    this.gate = Objects.requireNonNull(gate, "gate");
  }

  public List<Endpoint> all() {
    return List.of(
        Endpoint.blocking(
                HttpMethod.GET,
                PATH,
                Right.READ_BUNDLES,
                "Tell which bundle is in force and which are kept.",
                this::list)
            .under(Contract.answering("Bundles")),
        Endpoint.upload(
                HttpMethod.POST,
                PATH,
                Right.PUBLISH_BUNDLES,
                "Put a bundle in force, sent as an archive of its folder's contents.",
                this::upload)
            .under(PUBLISHING),
        Endpoint.upload(
                HttpMethod.POST,
                PATH + "/parts/{part}",
                Right.PUBLISH_PARTS,
                "Put the bundle in force whose files of a part are those of an archive.",
                this::uploadPart)
            .under(PUBLISHING),
        Endpoint.blocking(
                HttpMethod.GET,
                PATH + "/{digest}",
                Right.READ_BUNDLES,
                "List the files of a kept bundle.",
                this::show)
            .under(Contract.answering("Bundle")),
        Endpoint.blocking(
                HttpMethod.POST,
                PATH + "/{digest}/activate",
                Right.PUBLISH_BUNDLES,
                "Put a kept bundle in force, as for a rollback.",
                this::activate)
            .under(Contract.answering("Publication")));
  }

  private CompletionStage<HttpResponse> list(Call call) throws Refused {
    try {
      List<Json> kept = new ArrayList<>();
      for (KeptBundle bundle : publications.kept()) {
        kept.add(kept(bundle));
      }
      return Responses.done(
          Responses.json(
              Json.object(Member.of("active", active()), Member.of("kept", Json.array(kept)))));
    } catch (IOException e) {
      throw new Refused(Problem.storage("bundles: they cannot be listed", e));
    }
  }

  private static Json kept(KeptBundle bundle) {
    List<Member> members = new ArrayList<>();
    members.add(Member.of("digest", Json.string(bundle.digest().value())));
    members.add(Member.of("archiveBytes", Json.integer(bundle.archiveBytes())));
    @Nullable Instant kept = bundle.kept();
    if (kept != null) {
      members.add(Member.of("kept", Json.string(kept.toString())));
    }
    return Json.object(members);
  }

  private Json active() {
    Choice choice = publications.choice();
    Bundle bundle = publications.active();
    List<Member> members = new ArrayList<>(head(bundle));
    members.add(Member.of("since", Json.string(choice.since().toString())));
    members.add(Member.of("origin", Json.string(choice.origin().text())));
    if (!choice.by().isEmpty()) {
      members.add(Member.of("by", Json.string(choice.by())));
    }
    members.add(
        Member.of(
            "parts",
            Json.array(bundle.manifest().parts().all().stream().map(Part::toJson).toList())));
    return Json.object(members);
  }

  private static List<Member> head(Bundle bundle) {
    return List.of(
        Member.of("digest", Json.string(bundle.digest().value())),
        Member.of("name", Json.string(bundle.manifest().name())),
        Member.of("owner", Json.string(bundle.manifest().owner())));
  }

  private CompletionStage<HttpResponse> upload(Call call) throws Refused {
    BundleFiles files = UploadedArchive.read(call.body());
    return published(publications.upload(files, call.caller().id()));
  }

  private CompletionStage<HttpResponse> uploadPart(Call call) throws Refused {
    String name = call.path("part");
    if (!gate.mayPublish(call.caller(), name)) {
      throw new Refused(
          new Problem(
              HttpStatus.FORBIDDEN,
              "caller.not-registered-for",
              "`%s` may not publish the part `%s`; an administrator can register it for that"
                  .formatted(call.caller().id(), name)));
    }
    Part part = publications.requirePart(name);
    BundleFiles files = UploadedArchive.readPart(call.body(), part);
    return published(publications.uploadPart(name, files, call.caller().id()));
  }

  private CompletionStage<HttpResponse> published(Publications.Published published) {
    HttpResponse response =
        answer(published, published.isNew() ? HttpStatus.CREATED : HttpStatus.OK);
    String location = PATH + "/" + published.bundle().digest().hex();
    return Responses.done(
        response.mapHeaders(
            headers -> headers.toBuilder().set(HttpHeaderNames.LOCATION, location).build()));
  }

  private CompletionStage<HttpResponse> activate(Call call) throws Refused {
    BundleDigest digest = Publications.requireDigest(call.path("digest"));
    return Responses.done(answer(publications.activate(digest, call.caller().id()), HttpStatus.OK));
  }

  private HttpResponse answer(Publications.Published published, HttpStatus status) {
    List<Member> members = new ArrayList<>(head(published.bundle()));
    members.add(Member.of("changed", Json.bool(published.isNew())));
    members.add(
        Member.of(
            "warnings",
            Json.array(published.warnings().stream().map(Problem.Mistake::toJson).toList())));
    return Responses.json(status, Json.object(members));
  }

  private CompletionStage<HttpResponse> show(Call call) throws Refused {
    BundleDigest digest = Publications.requireDigest(call.path("digest"));
    BundleFiles files = publications.require(digest);
    List<Json> listed =
        files.all().stream()
            .<Json>map(file ->
                Json.object(
                    Member.of("path", Json.string(file.path())),
                    Member.of("bytes", Json.integer(file.size()))))
            .toList();
    return Responses.done(
        Responses.json(
            Json.object(
                Member.of("digest", Json.string(digest.value())),
                Member.of("active", Json.bool(digest.equals(publications.active().digest()))),
                Member.of("files", Json.array(listed)))));
  }
}
