package dev.remit.cli.log;

import picocli.CommandLine.Command;

/// `remit log`: the commands that read the decision log.
@Command(
    name = "log",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Reads the decision log: finds decisions, explains them, takes them again, verifies the log.",
      "Every command reads beside the process that writes, and changes nothing."
    },
    footer = {
      "",
      "Exit code: that of the command.",
      "",
      "Examples:",
      "  remit log show 019aa9a5-d2f4-7c58-9f3e-9b8f6c3f5f10",
      "  remit log replay",
      "  remit log verify"
    })
public final class LogCommand {}
