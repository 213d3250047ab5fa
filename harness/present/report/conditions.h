/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * environment.json as tables: under what conditions the rows were measured. Every key is optional, and keys
 * that are not known here are shown as they are.
 */
#ifndef GORGE_PRESENT_REPORT_CONDITIONS_H
#define GORGE_PRESENT_REPORT_CONDITIONS_H

#include "present/grid.h"
#include "analyse/study/study.h"

/* One row a value: host, kernel, memory, toolchains ... */
void table_of_environment(const struct study *study, struct grid *grid);
/* One row a session: when, how many runs, how long measured, what gorge itself took. */
void table_of_sessions(const struct study *study, struct grid *grid);
/* One row a setting or column that all runs share. */
void table_of_settings(const struct study *study, struct grid *grid);
/* One row a series: label, workload, release, cache state, target. */
void table_of_series(const struct study *study, struct grid *grid);

#endif
