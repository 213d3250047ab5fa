/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What grows: a metric by its name.
 */
#ifndef GORGE_ANALYSE_SERIES_GROWTH_METRIC_H
#define GORGE_ANALYSE_SERIES_GROWTH_METRIC_H

#include "base/error.h"
#include "record/columns.h"

/* The column of that name when it holds numbers, or the sum so called (cpu_ns); or a raised UNKNOWN_NAME with
 * the nearest one. */
bool growth_metric(const char *name, enum run_column *metric, struct error *err);

#endif
