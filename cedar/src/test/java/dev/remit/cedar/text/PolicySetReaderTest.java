package dev.remit.cedar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remit.cedar.diagnostic.Diagnostic;
import dev.remit.cedar.diagnostic.Source;
import dev.remit.cedar.diagnostic.SyntaxException;
import dev.remit.cedar.policy.PolicyId;
import dev.remit.cedar.policy.PolicySet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How policies of several texts become one set.
final class PolicySetReaderTest {
  private static final String ANY = "permit(principal, action, resource);";
  private static final List<Source> TEXTS =
      List.of(
          new Source("a.cedar", ANY + "@id(\"named\") " + ANY),
          new Source("b.cedar", "permit(principal == ?principal, action, resource);"));

  @Test
  void positionsRunOnFromTextToText() throws SyntaxException {
    PolicySet set = PolicySetReader.read(TEXTS, PolicyNaming.BY_POSITION);
    assertThat(set.sources().keySet())
        .extracting(PolicyId::value)
        .containsExactly("policy0", "policy1", "policy2");
    assertThat(set.templates().keySet()).extracting(PolicyId::value).containsExactly("policy2");
  }

  @Test
  void anAnnotationNamesAPolicyAndItsPositionAllOthers() throws SyntaxException {
    PolicySet set = PolicySetReader.read(TEXTS, PolicyNaming.BY_ANNOTATION);
    assertThat(set.sources().keySet())
        .extracting(PolicyId::value)
        .containsExactly("policy0", "named", "policy2");
  }

  @Test
  void anIdGivenTwiceIsRefusedWhereItIsGivenAgain() {
    List<Source> twice = List.of(TEXTS.getFirst(), new Source("b.cedar", "@id(\"named\") " + ANY));
    assertThat(mistakes(twice))
        .containsExactly(
            "b.cedar:1:1: the id `named` is given twice; rename one of them; the first is at a.cedar:1:37");
    List<Source> position = List.of(new Source("a.cedar", ANY + "@id(\"policy0\") " + ANY));
    assertThat(mistakes(position))
        .containsExactly(
            "a.cedar:1:37: the id `policy0` is given twice; rename one of them; the first is at a.cedar:1:1");
  }

  @Test
  void mistakesOfAllTextsAreReported() {
    assertThat(mistakes(List.of(new Source("a.cedar", "x;"), new Source("b.cedar", "y;"))))
        .containsExactly(
            "a.cedar:1:1: expected `permit` or `forbid`, found `x`",
            "b.cedar:1:1: expected `permit` or `forbid`, found `y`");
  }

  private static List<String> mistakes(List<Source> sources) {
    SyntaxException refused =
        catchThrowableOfType(
            SyntaxException.class, () -> PolicySetReader.read(sources, PolicyNaming.BY_ANNOTATION));
    assertThat(refused).isNotNull();
    return refused.diagnostics().stream().map(Diagnostic::headline).toList();
  }
}
