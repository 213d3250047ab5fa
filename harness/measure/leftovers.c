/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/leftovers.h"

#include "measure/meters/meter.h"
#include "platform/clock.h"
#include "platform/mark.h"

#include <stdio.h>

/* A process that is being replaced by its program has no environment for a moment, so one look is not
 * enough. */
static size_t
kill_leftovers(void)
{
	enum { PATIENCE_MS = 10000, PAUSE_MS = 5, LOOKS = 2 };
	size_t left = 0;
	int empty = 0;

	for (int waited = 0; waited < PATIENCE_MS && empty < LOOKS; waited += PAUSE_MS) {
		left = mark_kill_leftovers(false);
		empty = left == 0 ? empty + 1 : 0;
		if (empty < LOOKS)
			clock_pause_ms(PAUSE_MS);
	}
	return left;
}

void
measure_clean_leftovers(void)
{
	size_t left = kill_leftovers();

	if (left > 0)
		(void)fprintf(stderr, "gorge: %zu processes that an earlier gorge has left do not die\n", left);
	for (size_t i = 0; meters[i]; i++) {
		struct error stays = ERROR_INIT;
		if (meters[i]->clean_leftovers && !meters[i]->clean_leftovers(&stays))
			(void)fprintf(
				stderr, "gorge: what an earlier gorge has left stays: %s: %s\n", stays.where, stays.why);
	}
}
