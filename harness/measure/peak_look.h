/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who holds the anonymous memory of a tree when there is most of it: looked at while it grows, since nobody
 * knows beforehand which peak will be the last.
 */
#ifndef GORGE_MEASURE_PEAK_LOOK_H
#define GORGE_MEASURE_PEAK_LOOK_H

#include "measure/meters/sight.h"

/* Zero-initialised is: nobody has looked. */
struct peak_look {
	struct sights sights;
	uint64_t anon_bytes; /* of the tree when it was looked at */
	uint64_t next_ns;    /* when it may be done again */
};

/* To be called with every sample, and what it says: looks where that is a fiftieth more than at the last
 * look, as often as keeps that below a hundredth of the time. */
void peak_look_at(
	struct peak_look *look, const struct meter *meter, struct meter_session *session, uint64_t anon_bytes);
/* Appends who was seen, the largest first: "TOOL PACKAGE BYTES" of anonymous memory each, joined by "; ", as
 * in record/ends/culprit_rows.h; of what has none to speak of (a hundredth of all) nothing. */
void peak_look_tell(const struct peak_look *look, struct text *holders);
void peak_look_dispose(struct peak_look *look);

#endif
