/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/command.h"

#include <stddef.h>

const struct command *const commands[] = {
#define COMMAND(id) &command_##id,
#include "commands/commands.def"
#undef COMMAND
	NULL,
};
