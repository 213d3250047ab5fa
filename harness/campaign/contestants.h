/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The releases that `gorge compare` is to measure: found, measured by one suite in one session, and taken
 * apart again as sides.
 */
#ifndef GORGE_CAMPAIGN_CONTESTANTS_H
#define GORGE_CAMPAIGN_CONTESTANTS_H

#include "analyse/compare/sides.h"
#include "campaign/running.h"

struct contest {
	const char *const *requests;  /* "1.26.8", "host", "path:DIR"; NULL-terminated */
	const char *suite;            /* an experiment file; NULL: bench/release.ini of this gorge */
	const char *folder;           /* of the results; NULL: results/<suite> */
	const char *const *overrides; /* of --set, NULL-terminated, or NULL */
	uint64_t repetitions;         /* a side; 0: as the suite says */
	struct running how;
};

/* Measures what is missing and adds each release as a side, in the order of the requests. A release that is
 * named twice is measured twice as often, and its repetitions are dealt to both sides in turn: what then
 * differs is noise. Nothing is added when only the plan was asked for (how.dry_run). */
bool contest_run(const struct contest *contest, struct sides *sides, struct error *err);

/* True for what names a release, or tries to, rather than a folder. */
bool is_release(const char *word);

#endif
