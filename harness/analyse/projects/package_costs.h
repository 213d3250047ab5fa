/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What packages of one class take, project beside project: like is held against like, since a project of many
 * small packages and one of a few large ones differ in their medians for that alone.
 */
#ifndef GORGE_ANALYSE_PROJECTS_PACKAGE_COSTS_H
#define GORGE_ANALYSE_PROJECTS_PACKAGE_COSTS_H

#include "analyse/projects/survey.h"

struct cost_class {
	const char *name; /* "300 to 1,000" */
	double below;     /* INFINITY for the last */
};
enum { SIZE_CLASSES = 5, REACH_CLASSES = 4, COST_ANY_CLASS = 99 };
extern const struct cost_class size_classes[SIZE_CLASSES];   /* by lines */
extern const struct cost_class reach_classes[REACH_CLASSES]; /* by transitive imports */

/* What is told of a package, in the unit that its name says. */
struct cost_measure {
	const char *name;                                 /* "KB a line" */
	bool of_links;                                    /* of the links in place of the compiles */
	double (*value)(const struct package_cost *cost); /* 0 = not known */
};
/* MB and "bytes a byte of the program" of a link; MB, "KB a line" and "bytes a source byte" of a compile.
 * Ended by a NULL name. */
extern const struct cost_measure cost_measures[];

/* Which packages are meant: indices into the classes, or COST_ANY_CLASS; and how many a real project needs to
 * have of them for its median to be told. */
struct cost_filter {
	size_t size, reach, least;
};

struct cost_median {
	double value;
	size_t count; /* packages; 0 = there is no median */
};

/* The median of each project; of generated ones whatever they have. `real` is the median of the real ones'
 * medians, its count that of the projects. The caller provides `medians`, with room for count. */
struct cost_median cost_medians(const struct survey *surveys, size_t count,
	const struct cost_measure *measure, const struct cost_filter *filter, struct cost_median *medians);

#endif
