package dev.remit.cli;

import picocli.CommandLine.Command;

/// `remit` itself: what is printed when no command is named.
@Command(
    name = "remit",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Decides what non-human identities and AI agents may do, and says why.",
    footer = {
      "",
      "Exit codes: 0 allowed or done, 2 denied, 1 a fault in the input or the usage.",
      "`remit COMMAND --help` explains a command, with examples."
    })
final class RemitCommand {}
