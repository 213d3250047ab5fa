/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure/peak_look.h"

#include "platform/clock.h"

#include <inttypes.h>
#include <stdlib.h>

void
peak_look_at(
	struct peak_look *look, const struct meter *meter, struct meter_session *session, uint64_t anon_bytes)
{
	enum { FINE = 1000, REST = 100 }; /* of what was there; times what a look has taken */
	uint64_t begun = clock_now_ns();

	if (anon_bytes <= look->anon_bytes + look->anon_bytes / FINE || begun < look->next_ns)
		return;
	sights_take(meter, session, &look->sights);
	look->anon_bytes = anon_bytes;
	look->next_ns = begun + REST * (clock_now_ns() - begun);
}

static int
larger_first(const void *a, const void *b)
{
	uint64_t first = ((const struct sight *)a)->anon_bytes, second = ((const struct sight *)b)->anon_bytes;

	return (first < second) - (first > second);
}

void
peak_look_tell(const struct peak_look *look, struct text *holders)
{
	enum { OF_ACCOUNT = 100 };

	if (look->sights.count == 0)
		return;
	qsort(look->sights.items, look->sights.count, sizeof *look->sights.items, larger_first);
	for (size_t i = 0; i < look->sights.count; i++) {
		const struct sight *sight = &look->sights.items[i];
		if (sight->anon_bytes < look->anon_bytes / OF_ACCOUNT)
			break;
		text_append_format(holders, "%s%s%s%s %" PRIu64, holders->length > 0 ? "; " : "", sight->tool,
			*sight->package ? " " : "", sight->package, sight->anon_bytes);
	}
}

void
peak_look_dispose(struct peak_look *look)
{
	sights_dispose(&look->sights);
}
