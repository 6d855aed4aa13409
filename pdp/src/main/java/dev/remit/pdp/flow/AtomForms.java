package dev.remit.pdp.flow;

import java.util.List;

/// The forms in which values are written: where a value of a kind that begins at a place of a text
/// ends, or [#NONE]. For one text, and one thread.
///
/// INVARIANT: all places of a text together cost time in proportion to its length. A form begins
/// only where the run of its characters does, so that no character is in the runs of two places; or
/// it looks ahead over a bounded number of characters. The one run that is looked for anywhere,
/// that of a link, is remembered.
final class AtomForms {
  static final int NONE = -1;

  private static final int LINK_MAX = 2_000;
  private static final int HOST_LABEL_MAX = 63;
  private static final int HOST_LABELS_MAX = 10;
  private static final int MAILBOX_MAX = 64;
  private static final int FOLDERS_MAX = 40;
  private static final int FILE_MAX = 200;
  private static final int ACCOUNT_LEAD = 4;
  private static final int ACCOUNT_REST_MIN = 6;
  private static final int ACCOUNT_REST_MAX = 30;
  private static final int ACCOUNT_DIGITS_MIN = 8;
  private static final int DIGITS_MAX = 34;
  private static final int ID_MIN = 8;
  private static final int ID_MAX = 128;
  private static final int GROUP = 3;
  private static final int GROUPS_MAX = 10;
  private static final int FRACTION_MAX = 20;

  private static final int NAME = TextScan.WORD | TextScan.HYPHEN;
  private static final int NAME_OR_DOT = NAME | TextScan.DOT;
  private static final int HOST = TextScan.LETTER | TextScan.DIGIT | TextScan.HYPHEN;
  private static final int MAIL_HOST = TextScan.UNDERSCORE | TextScan.HYPHEN;
  private static final int MAILBOX = MAIL_HOST | TextScan.PLUS | TextScan.DOT;
  private static final int CODE = TextScan.UPPER | TextScan.DIGIT;

  private static final List<String> LINK_LEADS = List.of("http://", "https://", "www.");

  /// What a host that stands without a scheme ends with.
  private static final List<String> TOP_LEVELS =
      List.of(
          "com", "org", "net", "edu", "gov", "io", "co", "ai", "dev", "app", "info", "biz", "uk",
          "de");

  /// What a file that stands without a folder ends with.
  private static final List<String> FILE_ENDS =
      List.of(
          "pdf", "txt", "doc", "docx", "xls", "xlsx", "csv", "md", "png", "jpg", "jpeg", "json",
          "yaml", "yml", "py", "htm", "html", "zip");

  private static final int ENDING_MAX = 4;

  private final TextScan text;
  private int linkFrom;
  private int linkTo = NONE;

  AtomForms(TextScan text) {
    this.text = text;
  }

  int end(AtomKind kind, int at) {
    return switch (kind) {
      case URL -> {
        int end = link(at);
        yield end == NONE ? host(at) : end;
      }
      case EMAIL -> email(at);
      case DATE -> date(at);
      case TIME -> time(at);
      case PATH -> text.has(at, '/') ? path(at) : file(at);
      case ACCOUNT -> account(at);
      case ID -> id(at);
      case NUMBER -> number(at);
    };
  }

  /// `http://…`, `https://…` or `www.…`, anywhere.
  private int link(int at) {
    if (!text.is(at, TextScan.LINK)) {
      return NONE;
    }
    for (String lead : LINK_LEADS) {
      if (text.hasForm(at, lead)) {
        int from = at + lead.length();
        int end = linkRunEnd(from);
        return end == from || text.isLonger(from, end, LINK_MAX) ? NONE : end;
      }
    }
    return NONE;
  }

  private int linkRunEnd(int from) {
    if (from < linkFrom || from > linkTo) {
      linkFrom = from;
      linkTo = text.find(from, TextScan.BREAK);
    }
    return linkTo;
  }

  /// A host with a top level that is known, and a path behind it.
  private int host(int at) {
    if (text.is(at - 1, NAME_OR_DOT | TextScan.AT)) {
      return NONE;
    }
    int end = NONE;
    int label = at;
    for (int i = 0; i < HOST_LABELS_MAX; i++) {
      int dot = text.runEnd(label, HOST, HOST_LABEL_MAX);
      if (dot == label || !text.has(dot, '.')) {
        break;
      }
      label = dot + 1;
      int top = ending(label, TOP_LEVELS);
      if (top != NONE && !text.is(top, TextScan.WORD | TextScan.AT)) {
        end = top;
      }
    }
    return end != NONE && text.has(end, '/') ? pathOfHost(end) : end;
  }

  /// A path that is too long ends early, and is left out where that is within a word.
  private int pathOfHost(int slash) {
    int from = slash + 1;
    int end = linkRunEnd(from);
    if (!text.isLonger(from, end, LINK_MAX)) {
      return end;
    }
    int cut = text.further(from, LINK_MAX);
    return text.is(cut, TextScan.WORD | TextScan.AT) ? slash : cut;
  }

  /// The end of the letters there, if they are one of some words.
  private int ending(int from, List<String> words) {
    int end = text.runEnd(from, TextScan.LETTER, ENDING_MAX + 1);
    for (String word : words) {
      if (word.length() == end - from && text.hasForm(from, word)) {
        return end;
      }
    }
    return NONE;
  }

  /// With letters and digits of all scripts. Behind a letter of a higher plane a name may begin, so
  /// that of more than 64 of these the last ones are looked at.
  private int email(int at) {
    if (text.isAnyBefore(at, MAILBOX)) {
      return NONE;
    }
    int sign = text.anyRunEnd(at, MAILBOX, MAILBOX_MAX);
    if (sign == at || !text.has(sign, '@')) {
      return NONE;
    }
    int dot = text.anyRunEnd(sign + 1, MAIL_HOST, HOST_LABEL_MAX);
    if (dot == sign + 1) {
      return NONE;
    }
    int end = NONE;
    for (int i = 0; i < HOST_LABELS_MAX && text.has(dot, '.'); i++) {
      int next = text.anyRunEnd(dot + 1, MAIL_HOST, HOST_LABEL_MAX);
      if (next == dot + 1) {
        break;
      }
      dot = next;
      end = next;
    }
    return end;
  }

  private int date(int at) {
    return formed(at, "0000-00-00");
  }

  private int time(int at) {
    int end = formed(at, "00:00");
    return end == NONE ? formed(at, "0:00") : end;
  }

  /// A form of digits, with no word before or behind it.
  private int formed(int at, String form) {
    int end = at + form.length();
    return text.hasForm(at, form) && !text.isWordBefore(at) && !text.isWordAt(end) ? end : NONE;
  }

  /// From a `/` on.
  private int path(int at) {
    if (text.is(at - 1, TextScan.WORD | TextScan.DOT | TextScan.LEAD)) {
      return NONE;
    }
    int end = text.runEnd(at + 1, NAME_OR_DOT);
    if (end == at + 1) {
      return NONE;
    }
    for (int i = 0; i < FOLDERS_MAX && text.is(end + 1, NAME_OR_DOT) && text.has(end, '/'); i++) {
      end = text.runEnd(end + 1, NAME_OR_DOT);
    }
    return text.has(end, '/') ? end + 1 : end;
  }

  /// A name with an ending that is known.
  private int file(int at) {
    if (text.is(at - 1, NAME)) {
      return NONE;
    }
    int dot = text.runEnd(at, NAME, FILE_MAX);
    if (dot == at || !text.has(dot, '.')) {
      return NONE;
    }
    int end = ending(dot + 1, FILE_ENDS);
    return end != NONE && !text.isWordAt(end) ? end : NONE;
  }

  /// As an IBAN begins, or digits alone.
  private int account(int at) {
    if (!text.is(at, CODE) || text.isWordBefore(at)) {
      return NONE;
    }
    boolean coded = text.is(at, TextScan.UPPER);
    int from = coded ? at + ACCOUNT_LEAD : at;
    if (coded && !isLead(at)) {
      return NONE;
    }
    int most = coded ? ACCOUNT_REST_MAX : DIGITS_MAX;
    int least = coded ? ACCOUNT_REST_MIN : ACCOUNT_DIGITS_MIN;
    int end = text.runEnd(from, coded ? CODE : TextScan.DIGIT, most);
    return end - from >= least && !text.isWordAt(end) ? end : NONE;
  }

  /// Two letters and two digits.
  private boolean isLead(int at) {
    return text.runEnd(at, TextScan.UPPER, 2) == at + 2
        && text.runEnd(at + 2, TextScan.DIGIT, 2) == at + ACCOUNT_LEAD;
  }

  private int id(int at) {
    if (text.is(at - 1, NAME)) {
      return NONE;
    }
    int end = text.runEnd(at, NAME, ID_MAX);
    return end - at >= ID_MIN && !text.is(end, NAME) ? end : NONE;
  }

  /// With a sign and a currency before it, and a fraction behind it.
  private int number(int at) {
    if (text.is(at - 1, TextScan.WORD | TextScan.DOT)) {
      return NONE;
    }
    int signed = text.is(at, TextScan.PLUS | TextScan.HYPHEN) ? at + 1 : at;
    boolean currency = text.has(signed, '$') || text.has(signed, '€') || text.has(signed, '£');
    int from = currency ? signed + 1 : signed;
    int end = text.runEnd(from, TextScan.DIGIT, DIGITS_MAX);
    if (end == from || text.is(end, TextScan.DIGIT)) {
      return NONE;
    }
    if (end - from <= GROUP) {
      end = groups(end);
    }
    int fraction = text.has(end, '.') ? text.runEnd(end + 1, TextScan.DIGIT, FRACTION_MAX) : end;
    return fraction > end + 1 ? fraction : end;
  }

  /// Behind the last of groups of three digits, each with a comma before it.
  private int groups(int from) {
    int end = from;
    for (int i = 0; i < GROUPS_MAX && text.has(end, ','); i++) {
      int next = text.runEnd(end + 1, TextScan.DIGIT, GROUP + 1);
      if (next != end + 1 + GROUP) {
        break;
      }
      end = next;
    }
    return end;
  }
}
