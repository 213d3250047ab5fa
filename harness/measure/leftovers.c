/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/leftovers.h"

#include "measure/meters/meter.h"
#include "platform/clock.h"
#include "platform/mark.h"

static bool
kill_leftovers(struct error *err)
{
	enum { PATIENCE_MS = 10000, PAUSE_MS = 5 };
	size_t left = 0;

	for (int waited = 0; waited < PATIENCE_MS; waited += PAUSE_MS) {
		if ((left = mark_kill_leftovers(false)) == 0)
			return true;
		clock_pause_ms(PAUSE_MS);
	}
	return error_raise(err, ERROR_MEASURE, "processes of a killed gorge", "%zu of them do not die", left);
}

bool
measure_clean_leftovers(struct error *err)
{
	bool clean = kill_leftovers(err);

	for (size_t i = 0; meters[i]; i++)
		if (meters[i]->clean_leftovers && !meters[i]->clean_leftovers(err))
			clean = false;
	return clean ? true : error_while(err, "cleaning up after a gorge that was killed");
}
