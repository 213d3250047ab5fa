/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run of one project, taken apart: when it needed most, who was alive then, what each package cost.
 */
#ifndef GORGE_ANALYSE_PROBE_PROBED_H
#define GORGE_ANALYSE_PROBE_PROBED_H

#include "record/table.h"

/* A tool process of the run. Texts are the tables'. */
struct probed_tool {
	const char *tool, *package;
	double started_ns, wall_ns, cpu_ns;
	double peak_bytes;   /* resident */
	double output_bytes; /* 0 = not known */
	bool at_peak;        /* it was alive at the moment of the peak */
};

/* What was compiled, by its peak, the largest first. */
struct probed_package {
	const char *name;
	double peak_bytes; /* of its compile */
	double cpu_ns;     /* of all tools that worked on it but links: compile, asm, cgo */
	bool counted;      /* packages.csv has it, and so the rest: */
	double lines, generated_lines;
	size_t reaches; /* packages that it imports, and those that they do, std's left out */
};

/* The sample with the most anonymous memory. */
struct probed_moment {
	bool known; /* the run has a timeline */
	double at_ns, anon_bytes, tree_bytes;
	size_t alive; /* tools of which a record says so */
};

/* Two majors of one module that the build compiles, both. */
struct probed_major {
	char *module;      /* owned: its path without the major: "github.com/jackc/pgx" */
	char *versions;    /* owned: "v4, v5" */
	size_t packages;   /* of all of them */
	double cpu_ns;     /* of these */
	double peak_bytes; /* the largest of them */
};

struct probed {
	struct table runs, tool_rows, samples, package_rows;
	size_t row; /* the run, in `runs` */
	struct probed_moment moment;
	struct probed_tool *tools; /* by peak, the largest first */
	size_t tool_count;
	struct probed_package *packages;
	size_t package_count;
	struct probed_major *majors; /* by CPU */
	size_t major_count;
};

/* Reads what a results folder has of a run; "" takes the run with the largest anonymous peak, or, where none
 * tells it, the last. Raises RESULTS_FORMAT when it is not there, and what reading raises. On failure there
 * is nothing to dispose of. */
bool probed_read(const char *results, const char *run_id, struct probed *probed, struct error *err);
/* The same of the largest run, for whoever is lost without tools: raises TOO_FEW_POINTS where there are
 * none. */
bool probed_read_tools(const char *results, struct probed *probed, struct error *err);
void probed_dispose(struct probed *probed);
#define CLEANUP_PROBED __attribute__((cleanup(probed_dispose)))

/* Steps of probed_read(), each from what those before have found. */
void probed_moment_find(struct probed *probed);
void probed_packages_find(struct probed *probed);
void probed_majors_find(struct probed *probed);

#endif
