package dev.remit.pdp.flow;

import dev.remit.pdp.tool.ToolEffect;
import dev.remit.pdp.word.WordTable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The general English words by which requests and results are read.
final class FlowWords {
  /// Say nothing of a topic.
  static final WordTable STOP =
      WordTable.of(
          """
          a an the this that these those it its i me my mine we us our ours you your yours he him
          his she her hers they them their who whom which what when where why how is are was were
          be been being am do does did done doing have has had having will would shall should can
          could may might must and or but if then else so because as of at by for with about against
          between into through during before after above below to from up down in out on off over
          under again further once here there all any both each few more most other some such no nor
          not only own same than too very just also please help need want like let make sure able
          via per within hi hello dear thanks thank regards best yes ok one two three first second
          last next new old now today tomorrow yesterday day week month year
          """);

  /// Are of every topic.
  static final WordTable GENERIC =
      WordTable.of(
          """
          information info account email mail message file document page website web site link url
          content detail data item list name number address user account money amount task request
          instruction time date thing something anything everything everyone visit find found get
          check look see read use using www com http https net org edu html htm txt pdf balance ask
          go know tell give take include follow attach attached based
          """);

  /// By which a user asks for an effect.
  static final Map<ToolEffect, WordTable> ASKING = new EnumMap<>(ToolEffect.class);

  static {
    ASKING.put(
        ToolEffect.PAY,
        WordTable.of(
            """
            pay paid payment transfer refund donate reimburse top-up topup settle wire remit spend
            buy purchase order checkout subscribe tip deposit withdraw
            """));
    ASKING.put(
        ToolEffect.SEND,
        WordTable.of(
            """
            send email mail e-mail reply respond answer forward share message notify inform tell
            invite post comment publish tweet dm write contact greet thank remind report announce
            let ask say text put
            """));
    ASKING.put(
        ToolEffect.DESTROY,
        WordTable.of(
            """
            delete remove cancel erase clear drop discard uninstall unsubscribe kick ban revoke
            close terminate destroy wipe purge trash empty archive return
            """));
    ASKING.put(
        ToolEffect.WRITE,
        WordTable.of(
            """
            create add make write save download store copy move rename edit update change modify
            append schedule reschedule plan set setup book reserve register mark upload put place
            insert prepare draft build organize complete finish submit generate arrange postpone
            """));
  }

  /// Verbs of all effects say nothing of a topic.
  static final WordTable VERBS = WordTable.of(ASKING.values().toArray(WordTable[]::new));

  static final WordTable SECRETS =
      WordTable.of(
          """
          password credential passphrase pin passcode otp login address street city name profile
          permission access role key token account information detail phone
          """);

  static final WordTable CHANGING =
      WordTable.of("change update reset set modify edit rotate replace move new grant give");

  static final WordTable DUES = WordTable.of("bill rent payment transaction fee invoice standing");

  static final WordTable DELEGATING_VERBS =
      WordTable.of(
          """
          complete finish do follow perform execute carry handle solve act fulfil fulfill accomplish
          achieve accordingly
          """);

  static final WordTable DELEGATING_NOUNS =
      WordTable.of(
          """
          task todo to-do instruction step request homework assignment list action actions item ask
          asks say says
          """);

  static final WordTable URLS = WordTable.of("website site link url page webpage article");
  static final WordTable EMAILS = WordTable.of("email address recipient participant contact");
  static final WordTable EVERYONE = WordTable.of("user contact member");

  /// Fields of records that hold free text.
  static final WordTable FREE_FIELDS =
      WordTable.of("body content description text message review reviews comment notes details");

  /// Fields that say who wrote a message.
  static final WordTable AUTHOR_FIELDS = WordTable.of("sender from from_ author");

  static final WordTable RECIPIENT_FIELDS =
      WordTable.of("recipient recipients to cc bcc participants");

  static final WordTable SUBJECT_FIELDS = WordTable.of("subject title topic");

  private static final String AGENT =
      "(?:ai|a\\.i\\.|llm|language model|(?:ai|virtual|digital) assistant|chat ?bot|gpt(?:-?\\d\\w*)?"
          + "|chatgpt|claude|gemini|llama|mistral|copilot|agent)";

  /// What speaks to an agent about its task.
  static final Pattern DIRECTED =
      Pattern.compile(
          "\\b(?:to|dear|hey|hi|hello|attention|note to|you,?)\\s+(?:the |an? |all )?"
              + AGENT
              + "\\b"
              + "|\\b(?:ignore|disregard|forget|override)\\b.{0,40}"
              + "\\b(?:instruction|prompt|rule|task|request|above|previous)"
              + "|\\b(?:your|the)\\s+(?:\\w{1,30}\\s+)?(?:task|instructions?|prompt|request)s?\\b.{0,30}"
              + "\\b(?:i|user|we)\\s+(?:gave|asked|assigned|told|provided)"
              + "|\\bbefore (?:you|doing|continuing|proceeding|completing|solving)\\b.{0,60}"
              + "\\b(?:task|request|instruction)"
              + "|\\b(?:do not|don't|never)\\b.{0,20}\\b(?:tell|inform|mention|alert|notify)\\b.{0,20}"
              + "\\buser\\b"
              + "|<\\|?(?:im_start|system|assistant|user|inst)\\b|\\[/?inst\\]|\\bsystem prompt\\b"
              + "|^#{1,6} ?(?:system|instruction)",
          Pattern.CASE_INSENSITIVE);

  /// The words that an alternative of [#DIRECTED] begins with, where it begins with a word.
  private static final Set<String> OPENING_WORDS =
      Set.of(
          "to",
          "dear",
          "hey",
          "hi",
          "hello",
          "attention",
          "note",
          "you",
          "ignore",
          "disregard",
          "forget",
          "override",
          "your",
          "the",
          "before",
          "do",
          "don",
          "never",
          "system");

  /// The characters that its others begin with.
  private static final String OPENING_SIGNS = "<[#";

  private static final WordTable NAMELESS = WordTable.of(STOP, GENERIC, VERBS);

  private FlowWords() {}

  /// Whether a text speaks to the agent about its task. Easily evaded, so nothing is permitted or
  /// denied by it alone.
  static boolean isDirected(String text) {
    TextScan scan = new TextScan(singleSpaced(text));
    Matcher matcher =
        DIRECTED.matcher(scan.text()).useTransparentBounds(true).useAnchoringBounds(false);
    int at = 0;
    while (at < scan.length()) {
      int end = scan.runEnd(at, TextScan.WORD);
      if (mayOpen(scan.text(), at, end) && matcher.region(at, scan.length()).lookingAt()) {
        return true;
      }
      at = Math.max(end, at + 1);
    }
    return false;
  }

  private static boolean mayOpen(String text, int at, int end) {
    return at == end
        ? OPENING_SIGNS.indexOf(text.charAt(at)) >= 0
        : OPENING_WORDS.contains(text.substring(at, end).toLowerCase(Locale.ROOT));
  }

  /// With one space for each run of white space.
  static String singleSpaced(String text) {
    TextScan scan = new TextScan(text);
    StringBuilder spaced = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      if (!scan.is(at, TextScan.SPACE)) {
        spaced.append(text.charAt(at));
      } else if (!scan.is(at - 1, TextScan.SPACE)) {
        spaced.append(' ');
      }
    }
    return spaced.toString();
  }

  /// Whether what is left of a word can say what a text is about.
  static boolean isTopic(String stem) {
    return stem.length() > 2 && isName(stem);
  }

  /// Whether it can be of a name.
  static boolean isName(String stem) {
    return !NAMELESS.hasStem(stem) && !STOP.has(stem);
  }
}
