/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a survey's packages took to compile, and its programs to link, from a results folder of that project.
 */
#ifndef GORGE_ANALYSE_PROJECTS_MEASURED_H
#define GORGE_ANALYSE_PROJECTS_MEASURED_H

#include "analyse/projects/survey.h"

/* Puts into a report with a row for `each` package, in its place: `generator` and `real_code`, as the results
 * have it; `compiles`, those rows that were compiled, with the median peak_bytes; `links`, {package,
 * peak_bytes, output_bytes} of each program, medians too. What was compiled and has no row (std, cgo's own)
 * is left out, and so are rows without source. Only runs that ended ok count. Raises TOO_FEW_POINTS when
 * there is none, RESULTS_FORMAT when they are of several cells or the folder holds no tools.csv, and what
 * reading raises. */
bool survey_measure(struct survey *survey, const char *results, struct error *err);

#endif
