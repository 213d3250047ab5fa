/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/study_command.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/places.h"

bool
study_command_open(
	const struct arguments *arguments, const char *published, struct study *study, struct error *err)
{
	struct error no_share = ERROR_INIT; /* results can be read without the folder of experiments */
	CLEANUP_FREE char *share = places_share(&no_share);
	CLEANUP_FREE char *bench = share ? text_format("%s/bench", share) : NULL;

	return study_open(arguments->positional[0], published, bench, study, err);
}

bool
study_command_draw(const struct study *study, const char *folder, struct figures *figures, struct error *err)
{
	CLEANUP_FREE char *share = places_share(err);
	CLEANUP_FREE char *plots = share ? text_format("%s/plots", share) : NULL;

	return plots && figures_draw(study, plots, folder, figures, err);
}
