/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of [workload] that a [project] may have for itself as well: cache, at, target.
 */
#ifndef GORGE_PLAN_WORKLOAD_AXES_H
#define GORGE_PLAN_WORKLOAD_AXES_H

#include "plan/axis.h"

/* A cache state of this beginning is a warm one whose project is then edited: "edit:body@leaf" in a cell. */
#define EDIT_PREFIX "edit:"

bool workload_axis_known(const char *name);
/* Adds the axis of that key, which is known. Raises BAD_VALUE for a word that it does not have. */
bool workload_axis_add(struct axes *axes, const char *name, const char *value, struct error *err);

#endif
