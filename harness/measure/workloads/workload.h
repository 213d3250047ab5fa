/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workload is what is done with a project: workload_NAME.c defines `workload_NAME`, workloads.def lists it.
 */
#ifndef GORGE_MEASURE_WORKLOAD_H
#define GORGE_MEASURE_WORKLOAD_H

#include "base/error.h"
#include "base/text.h"
#include "measure/measurement.h"
#include "toolchain/toolchain.h"

/* All that a command is made of. */
struct workload_context {
	const struct toolchain *toolchain;
	const char *variant; /* behind the colon of "load:full", "command:gopls check"; "" for none */
	const char *project_folder;
	const char *target;           /* packages, blank-separated */
	char *const *settings;        /* SETTING_COUNT texts, by enum setting_id */
	const struct list *variables; /* "NAME=value" */
	const char *shim;             /* gorge-exec; NULL while nothing is started */
	const char *loader;  /* the program of bench/loader, built by this toolchain; NULL unless needed */
	const char *program; /* what the project's root folder builds; NULL unless needed */
	const char *output;  /* where a build may write what it makes */
	bool has_main;       /* that folder holds a main package; */
	bool runs_here;      /* built for this host. Both are only set for a workload that uses the program */
};

/* What a workload tells of itself on its standard output. */
struct workload_report {
	struct reading heap_live_bytes, heap_peak_bytes, heap_system_bytes, collections;
};

/* What a project calls for when the cache holds what the workload needs of std, and nothing else. */
struct workload_needs {
	uint64_t compiles, links; /* processes, one each; of the tests' programs where the workload takes tests */
	struct reading vets;      /* not known for a project with tests */
};

/* What has to stand before the command is started. */
enum workload_input {
	WORKLOAD_INPUT_CACHE,   /* a build cache in the state that its cell names */
	WORKLOAD_INPUT_LOADER,  /* context->loader */
	WORKLOAD_INPUT_PROGRAM, /* context->program, what the project's root folder builds */
};

struct workload {
	const char *name;
	const char *summary;
	const char *const *variants; /* NULL-terminated, the first is the default; NULL for none */
	const char *free_variant;    /* what stands behind the colon when that may be any text; else NULL */
	const char *const *tools;    /* NULL-terminated: names of the tools that the column `tools` counts */
	enum workload_input input;
	bool takes_tests;     /* the target's tests too, and what they import */
	bool vets_std;        /* of std it wants what vet found out, not only what was compiled */
	bool discards_output; /* its standard output is its result, of no interest and any size */
	bool starts_others;   /* programs that gorge-exec knows nothing of */
	/* True, with why filled, when this toolchain cannot do it: such a run is an `unsupported` row. NULL:
	 * never. */
	bool (*unsupported)(const struct workload_context *context, char *why, size_t why_bytes);
	void (*command)(const struct workload_context *context, struct list *argv);
	/* Further variables of the command; NULL for none. */
	void (*environment)(const struct workload_context *context, struct list *environment);
	/* How many of `tools` have to start; needs is NULL unless the cache is one of std. NULL: nobody knows. */
	struct reading (*expected)(const struct workload_context *context, const struct workload_needs *needs);
	/* Reads the command's output; NULL when it tells nothing. Raises MEASURE when it cannot be understood. */
	bool (*report)(const char *output, struct workload_report *report, struct error *err);
};

#define WORKLOAD(id) extern const struct workload workload_##id;
#include "measure/workloads/workloads.def"
#undef WORKLOAD

/* Every workload in workloads.def, NULL-terminated. */
extern const struct workload *const workloads[];

/* Finds "build" or "load:full"; *variant points into `text` or at the default. Raises UNKNOWN_WORKLOAD with
 * the names there are. */
const struct workload *workload_find(const char *text, const char **variant, struct error *err);

/* True for a build mode that takes one main package and nothing else. */
bool workload_wants_program(const char *buildmode);

/* The cell's settings as environment variables, put over those that are there already. */
void workload_environment(const struct workload_context *context, struct list *environment);
/* "-p=2 -gcflags=all=-c=2 ...": the cell's settings as flags of a go command that compiles. */
void workload_build_flags(const struct workload_context *context, struct list *argv);
/* "-toolexec=SHIM": every go command splits it at blanks, but takes quotes around the path. */
void workload_toolexec(const struct workload_context *context, struct list *argv);
/* "go SUBCOMMAND -toolexec=SHIM" and those flags. */
void workload_go_command(const struct workload_context *context, const char *subcommand, struct list *argv);

/* The tools of a workload that compiles and links, and how many of them have to start. */
extern const char *const workload_builders[];
struct reading workload_builds_expected(
	const struct workload_context *context, const struct workload_needs *needs);

#endif
