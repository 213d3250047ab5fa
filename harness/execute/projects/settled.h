/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A look at a tree that later looks can be held against. File systems stamp changes by a clock of some
 * milliseconds (of a second, or two, where they keep no fractions): a second change within one of them leaves
 * no trace, so what has just been written to is looked at again when its time is over.
 */
#ifndef GORGE_EXECUTE_PROJECTS_SETTLED_H
#define GORGE_EXECUTE_PROJECTS_SETTLED_H

#include "generators/project_inspect.h"

typedef bool project_looker(const void *project, struct project_look *look, struct error *err);

/* Looks until the last change is long enough past, which is mostly at once; of a tree that is written to for
 * seconds on end the last look is taken. */
bool project_look_settled(
	project_looker *looker, const void *project, struct project_look *look, struct error *err);

#endif
