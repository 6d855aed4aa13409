package dev.remit.pdp.yaml;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.Span;
import dev.remit.cedar.diagnostic.SyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document from the parser's events, so that the depth is bounded here.
public final class YamlReader {
  /// Levels of lists and mappings.
  public static final int DEPTH_MAX = 16;

  /// Length of one document, in UTF-16 code units.
  public static final int LENGTH_MAX = 4 * 1024 * 1024;

  private final Source source;
  private final YamlPlaces places;
  private final Iterator<Event> events;

  private YamlReader(Source source, YamlPlaces places, Iterator<Event> events) {
    this.source = source;
    this.places = places;
    this.events = events;
  }

  /// Throws with the first mistake: what follows it in YAML cannot be trusted.
  public static Yaml read(Source source) throws SyntaxException {
    if (source.text().length() > LENGTH_MAX) {
      throw refuse(
          source, Span.NONE, "longer than " + LENGTH_MAX + " characters", "split the bundle");
    }
    LoadSettings settings =
        LoadSettings.builder().setLabel(source.name()).setCodePointLimit(LENGTH_MAX).build();
    YamlPlaces places = new YamlPlaces(source.text());
    try {
      Iterator<Event> events = new Parse(settings).parseString(source.text()).iterator();
      return new YamlReader(source, places, events).document();
    } catch (MarkedYamlEngineException e) {
      Span span = e.getProblemMark().map(mark -> places.span(mark, mark)).orElse(Span.NONE);
      throw refuse(source, span, firstLine(e.getProblem()), "write plain YAML");
    } catch (YamlEngineException e) {
      throw refuse(
          source, Span.NONE, firstLine(String.valueOf(e.getMessage())), "write plain YAML");
    }
  }

  private Yaml document() throws SyntaxException {
    Event event = events.next();
    while (event.getEventId() == Event.ID.StreamStart
        || event.getEventId() == Event.ID.DocumentStart) {
      event = events.next();
    }
    if (event.getEventId() == Event.ID.StreamEnd) {
      throw refuse(source, Span.NONE, "the file is empty", "write `name`, `owner` and `mapping`");
    }
    Yaml root = node(event, 0);
    while (events.hasNext()) {
      Event after = events.next();
      if (after.getEventId() == Event.ID.DocumentStart) {
        throw refuse(source, span(after), "a second document", "remove it");
      }
    }
    return root;
  }

  private Yaml node(Event event, int depth) throws SyntaxException {
    if (depth > DEPTH_MAX) {
      throw refuse(
          source, span(event), "nested more than " + DEPTH_MAX + " deep", "write it flatter");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw refuse(source, span(event), "anchors and aliases are not used here", "write it out");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case SequenceStartEvent start -> sequence(start, depth);
      case MappingStartEvent start -> mapping(start, depth);
      default -> throw refuse(source, span(event), "unexpected YAML", "write plain YAML");
    };
  }

  private Yaml.Scalar scalar(ScalarEvent event) throws SyntaxException {
    refuseTag(event.getTag(), event);
    return new Yaml.Scalar(event.getValue(), span(event));
  }

  private void refuseTag(Optional<?> tag, Event event) throws SyntaxException {
    if (tag.isPresent()) {
      throw refuse(source, span(event), "tags are not used here", "remove it");
    }
  }

  private Yaml.Sequence sequence(SequenceStartEvent start, int depth) throws SyntaxException {
    refuseTag(start.getTag(), start);
    List<Yaml> elements = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      elements.add(node(event, depth + 1));
      event = events.next();
    }
    return new Yaml.Sequence(elements, span(start));
  }

  private Yaml.Mapping mapping(MappingStartEvent start, int depth) throws SyntaxException {
    refuseTag(start.getTag(), start);
    List<Yaml.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      if (!(node(event, depth + 1) instanceof Yaml.Scalar(String key, Span keySpan))) {
        throw refuse(source, span(event), "a key that is not text", "write a plain key");
      }
      if (!keys.add(key)) {
        throw refuse(source, keySpan, "`" + key + "` is given twice", "remove one");
      }
      entries.add(new Yaml.Entry(key, keySpan, node(events.next(), depth + 1)));
      event = events.next();
    }
    return new Yaml.Mapping(entries, span(start));
  }

  private Span span(Event event) {
    Optional<Mark> start = event.getStartMark();
    Optional<Mark> end = event.getEndMark();
    return start.isEmpty() || end.isEmpty() ? Span.NONE : places.span(start.get(), end.get());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("malformed YAML");
  }

  private static SyntaxException refuse(Source source, Span span, String message, String help) {
    return new SyntaxException(List.of(new Diagnostic("yaml.syntax", source, span, message, help)));
  }
}
