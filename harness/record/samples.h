/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Timelines of runs, on their way into samples.csv.
 */
#ifndef GORGE_RECORD_SAMPLES_H
#define GORGE_RECORD_SAMPLES_H

#include "base/error.h"
#include "record/csv_file.h"

/* Adds a run's timeline, the CSV that measure_command() wrote, to samples.csv. A timeline that is not there
 * is no error: the run was over before it began. On failure the caller takes back what was added. */
bool samples_add(const char *timeline_path, const char *run_id, struct csv_file *samples, struct error *err);

#endif
