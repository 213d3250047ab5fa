/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef GORGE_RECORD_SAMPLES_H
#define GORGE_RECORD_SAMPLES_H

#include "base/error.h"

/* Appends a run's timeline (the CSV that measure_command() wrote, with its header) to folder/samples.csv,
 * the run's id put before each row. A timeline that was not written is no error. */
bool samples_append(const char *folder, const char *run_id, const char *timeline_path, struct error *err);

#endif
