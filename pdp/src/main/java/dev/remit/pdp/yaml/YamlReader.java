package dev.remit.pdp.yaml;

import dev.remit.cedar.diagnostic.Diagnostics;
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
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document from the parser's events, so that the depth is bounded here.
public final class YamlReader {
  /// Levels of lists and mappings.
  public static final int DEPTH_MAX = 16;

  /// Length of one document, in UTF-16 code units.
  public static final int LENGTH_MAX = 4 * 1024 * 1024;

  private static final String CODE = "yaml.syntax";

  private final Diagnostics mistakes;
  private final YamlPlaces places;
  private final Iterator<Event> events;

  private YamlReader(Diagnostics mistakes, YamlPlaces places, Iterator<Event> events) {
    this.mistakes = mistakes;
    this.places = places;
    this.events = events;
  }

  /// The tree of a text that may have mistakes which do not end the reading, as a key given twice;
  /// they are added. Throws with them where the text is malformed: what follows cannot be trusted.
  public static Yaml read(Diagnostics mistakes) throws SyntaxException {
    Source source = mistakes.source();
    if (source.text().length() > LENGTH_MAX) {
      throw mistakes.stop(
          CODE, Span.NONE, "longer than " + LENGTH_MAX + " characters", "split the bundle");
    }
    LoadSettings settings =
        LoadSettings.builder().setLabel(source.name()).setCodePointLimit(LENGTH_MAX).build();
    YamlPlaces places = new YamlPlaces(source.text());
    try {
      Iterator<Event> events = new Parse(settings).parseString(source.text()).iterator();
      return new YamlReader(mistakes, places, events).document();
    } catch (MarkedYamlEngineException e) {
      YamlProblem problem = YamlProblem.of(e);
      Optional<Mark> mark = problem.isWhereItBegins() ? e.getContextMark() : e.getProblemMark();
      Span span = mark.map(place -> places.span(place, place)).orElse(Span.NONE);
      throw mistakes.stop(CODE, span, problem.message(), problem.help());
    } catch (ReaderException e) {
      throw mistakes.stop(CODE, places.span(e.getPosition()), "a control character", "remove it");
    } catch (YamlEngineException e) {
      YamlProblem problem = YamlProblem.other(String.valueOf(e.getMessage()));
      throw mistakes.stop(CODE, Span.NONE, problem.message(), problem.help());
    }
  }

  private Yaml document() throws SyntaxException {
    Event event = events.next();
    while (event.getEventId() == Event.ID.StreamStart
        || event.getEventId() == Event.ID.DocumentStart) {
      event = events.next();
    }
    if (event.getEventId() == Event.ID.StreamEnd) {
      throw mistakes.stop(
          CODE, Span.NONE, "the file is empty", "write `name`, `owner` and `mapping`");
    }
    Yaml root = node(event, 0);
    while (events.hasNext()) {
      Event after = events.next();
      if (after.getEventId() == Event.ID.DocumentStart) {
        throw mistakes.stop(CODE, span(after), "a second document", "remove it");
      }
    }
    return root;
  }

  private Yaml node(Event event, int depth) throws SyntaxException {
    if (depth > DEPTH_MAX) {
      throw mistakes.stop(
          CODE, span(event), "nested more than " + DEPTH_MAX + " deep", "write it flatter");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      mistakes.add(CODE, span(event), "anchors and aliases are not used here", "write it out");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case SequenceStartEvent start -> sequence(start, depth);
      case MappingStartEvent start -> mapping(start, depth);
      case AliasEvent alias -> new Yaml.Scalar(alias.getAlias().getValue(), span(alias));
      default -> throw mistakes.stop(CODE, span(event), "unexpected YAML", "write plain YAML");
    };
  }

  private Yaml.Scalar scalar(ScalarEvent event) {
    refuseTag(event.getTag(), event);
    return new Yaml.Scalar(event.getValue(), span(event));
  }

  private void refuseTag(Optional<?> tag, Event event) {
    if (tag.isPresent()) {
      mistakes.add(CODE, span(event), "tags are not used here", "remove it");
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
        throw mistakes.stop(CODE, span(event), "a key that is not text", "write a plain key");
      }
      Yaml.Entry entry = new Yaml.Entry(key, keySpan, node(events.next(), depth + 1));
      if (keys.add(key)) {
        entries.add(entry);
      } else {
        mistakes.add(CODE, keySpan, "`" + key + "` is given twice", "remove one of them");
      }
      event = events.next();
    }
    return new Yaml.Mapping(entries, span(start));
  }

  private Span span(Event event) {
    Optional<Mark> start = event.getStartMark();
    Optional<Mark> end = event.getEndMark();
    return start.isEmpty() || end.isEmpty() ? Span.NONE : places.span(start.get(), end.get());
  }
}
