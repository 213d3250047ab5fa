/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/settled.h"

#include "platform/clock.h"

enum { TICK_MS = 20, SECONDS_MS = 2000, MS = 1000000, SECOND = 1000000000 };

/* How long until another change would bear another time; 0 also for one that lies ahead, by another clock. */
static unsigned
wait_ms(const struct project_look *look)
{
	int64_t past_ms = (clock_date_ns() - look->newest_ns) / MS;
	int64_t tick_ms = look->newest_ns % SECOND == 0 ? SECONDS_MS : TICK_MS;

	return past_ms < 0 || past_ms >= tick_ms ? 0 : (unsigned)(tick_ms - past_ms);
}

bool
project_look_settled(
	project_looker *looker, const void *project, struct project_look *look, struct error *err)
{
	enum { MOST_WAITS = 50 };

	for (unsigned waits = 0; waits < MOST_WAITS; waits++) {
		if (!looker(project, look, err))
			return false;
		unsigned pause_ms = wait_ms(look);
		if (pause_ms == 0)
			return true;
		clock_pause_ms(pause_ms);
	}
	return looker(project, look, err);
}
