/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the commands share that read a results folder.
 */
#ifndef GORGE_COMMANDS_STUDY_COMMAND_H
#define GORGE_COMMANDS_STUDY_COMMAND_H

#include "commands/command.h"
#include "present/figures/figures.h"
#include "analyse/study/study.h"

/* Opens the folder that the first positional argument names; `published` as --published gave it, or NULL. */
bool study_command_open(
	const struct arguments *arguments, const char *published, struct study *study, struct error *err);
/* Draws every figure of the installed (or built) plots into a folder. */
bool study_command_draw(
	const struct study *study, const char *folder, struct figures *figures, struct error *err);

#endif
