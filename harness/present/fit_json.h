/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Points and fitted laws as JSON, for scripts.
 */
#ifndef GORGE_PRESENT_FIT_JSON_H
#define GORGE_PRESENT_FIT_JSON_H

#include "present/study.h"

/* {"experiment", "metric", "unit", "axis", "series": [...], "published": {...}}; the caller frees it.
 * What could not be fitted or measured is null, never a number. */
char *fit_json(const struct study *study, enum run_column metric);

#endif
