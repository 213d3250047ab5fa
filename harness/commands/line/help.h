/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help texts, made from the rows of the commands.
 */
#ifndef GORGE_COMMANDS_LINE_HELP_H
#define GORGE_COMMANDS_LINE_HELP_H

#include "commands/command.h"

/* The texts of `gorge --help` and `gorge COMMAND --help`. */
void help_overview(FILE *out);
void help_command(const struct command *command, FILE *out);

#endif
