package dev.remit.cli.input;

import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.entity.Entities;
import dev.remit.cedar.entity.Entity;
import dev.remit.cedar.entity.EntityException;
import dev.remit.cedar.json.EntitiesJson;
import dev.remit.cedar.json.EntityPlaces;
import dev.remit.cedar.schema.Schema;
import dev.remit.cli.terminal.Attempts;
import dev.remit.cli.terminal.Fault;
import dev.remit.cli.terminal.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One snapshot of entities from files of JSON; with a schema, its types tell how to read them and
/// its actions are among them.
public final class EntityFiles {
  private EntityFiles() {}

  public static Entities read(List<String> files, Optional<Schema> schema, Inputs inputs)
      throws Fault {
    Attempts attempts = new Attempts();
    List<Source> sources = new ArrayList<>();
    List<Entity> all = new ArrayList<>();
    for (String file : files) {
      Optional<Source> source = attempts.attempt(() -> inputs.read(file));
      source.ifPresent(sources::add);
      source
          .flatMap(text -> attempts.attempt(() -> read(text, schema)))
          .ifPresent(entities -> all.addAll(entities.all()));
    }
    attempts.refuseIfAny();
    try {
      return Entities.of(all);
    } catch (EntityException e) {
      throw Fault.of(EntityPlaces.refuse(e, sources));
    }
  }

  private static Entities read(Source source, Optional<Schema> schema) throws SyntaxException {
    return schema.isPresent() ? EntitiesJson.read(source, schema.get()) : EntitiesJson.read(source);
  }
}
