/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points and fitted laws as JSON, for scripts.
 */
#ifndef GORGE_PRESENT_LAWS_FIT_JSON_H
#define GORGE_PRESENT_LAWS_FIT_JSON_H

#include "analyse/series/held_back.h"
#include "present/laws/law_tables.h"
#include "analyse/study/study.h"

/* {"experiment", "metric", "unit", "axis", "series": [...], "histories": [...], "published": {...}}; the
 * caller frees it. Each series has its laws, its residuals (as a share of the law) and the predictions asked
 * for, and those of its sizes that were held back ("held_back"; null where none was asked to be). What could
 * not be fitted or measured is null, never a number. */
char *fit_json(const struct study *study, const struct series_laws *found, enum run_column metric,
	const struct question *questions, size_t count, const struct held_back *held);

#endif
