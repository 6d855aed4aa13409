package dev.remit.pdp.tool;

import dev.remit.pdp.word.WordTable;

/// The words by which tools and their arguments are told apart.
final class Vocabulary {
  static final WordTable READ =
      WordTable.of(
          """
          get list read search find show view browse fetch check count lookup query describe
          retrieve inspect look see summarize calculate compute verify validate is has
          """);

  static final WordTable SEND =
      WordTable.of(
          """
          send post reply forward share invite publish notify message tweet comment email mail
          broadcast dm respond request
          """);

  static final WordTable SUBMIT = WordTable.of("submit input fill upload");

  static final WordTable PAY =
      WordTable.of(
          """
          pay transfer buy purchase order checkout refund donate withdraw deposit subscribe spend
          tip
          """);

  static final WordTable DESTROY =
      WordTable.of(
          """
          delete remove cancel drop purge revoke clear empty wipe terminate destroy kick ban
          uninstall unsubscribe discard return
          """);

  static final WordTable STORE = WordTable.of("download save");

  static final WordTable WRITE =
      WordTable.of(
          """
          create add update edit modify append move copy rename save download set mark schedule
          reschedule book reserve write put insert register upload merge push fork star unstar
          enable disable assign unassign lock unlock run rerun start stop dismiss manage apply
          install login logout sign follow unfollow close open approve reject
          """);

  /// Verbs that do something, by how much harm a mistake would do: the first that has a word tells
  /// its class.
  static final WordTable ACTING = WordTable.of(PAY, DESTROY, SUBMIT, SEND, STORE, WRITE);

  static final WordTable READ_ENDING = WordTable.of("read get list search query");
  static final WordTable FOLDER = WordTable.of("dir directory folder");
  static final WordTable ENTER = WordTable.of("login sign");
  static final WordTable ENTER_OR_JOIN = WordTable.of("login sign register");
  static final WordTable CONFIRM = WordTable.of("verify validate confirm");

  static final WordTable CREDENTIAL =
      WordTable.of(
          """
          password credential secret token key permission role pin info profile visibility
          collaborator
          """);

  static final WordTable MONEY =
      WordTable.of(
          """
          money payment transaction fund funds cash invoice price cost amount balance checkout cart
          purchase order
          """);

  static final WordTable PRICE = WordTable.of("amount price total sum cost");
  static final WordTable METHOD = WordTable.of("method action operation mode command");

  static final WordTable ROLE_USER = WordTable.of("username user_name login");
  static final WordTable ROLE_TITLE = WordTable.of("title subject");

  static final WordTable ROLE_SECRET =
      WordTable.of("password otp pin token secret credential code cvv passphrase api_key ssn");

  static final WordTable ROLE_CONTENT =
      WordTable.of(
          """
          body subject message content text description title comment note review summary
          input_values values value
          """);

  static final WordTable ROLE_TIME =
      WordTable.of("date time day start end start_time end_time month year deadline due when");

  static final WordTable ROLE_AMOUNT =
      WordTable.of("amount price quantity total sum cost qty count rating");

  static final WordTable ROLE_DESTINATION =
      WordTable.of(
          """
          recipient recipients to cc bcc email emails address addresses participant participants
          url uri link webhook host domain endpoint iban account account_number payee beneficiary
          receiver channel user user_email username phone shared_with attendees invitees member
          collaborator target destination_account
          """);

  static final WordTable ROLE_DESTINATION_PART =
      WordTable.of("recipient recipients url email iban participants address channel user");

  static final WordTable ROLE_SELECTOR =
      WordTable.of(
          """
          id ids path file_path filename file name key event email_id file_id order_id product_id
          item ref sha branch repo owner source_path destination_path node query number
          """);

  static final WordTable ID = WordTable.of("id ids");

  private Vocabulary() {}
}
