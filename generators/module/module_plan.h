/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which files, packages and imports a generated module has. Everything follows from the seed and an index
 * by arithmetic, so that a module of a million files needs no more memory than one of ten, and a package
 * knows the names in another without either being kept.
 *
 * Packages stand in layers, each wider than the one above. Package 0 to `packages` - 1 run from the top
 * layer down; package number `packages` is main, above them all, in the module's root. A package imports
 * packages of lower layers only. One of a low layer may be the hub, which imports very many, names types of
 * all of them in its API, and is imported by a share of the packages above it.
 */
#ifndef GORGE_GENERATORS_MODULE_PLAN_H
#define GORGE_GENERATORS_MODULE_PLAN_H

#include "generators/go_source.h"
#include "generators/module/module_shares.h"
#include "base/random.h"

#include <stdbool.h>

enum { LAYERS_MOST = 32, IMPORTS_MOST = 64, HUB_IMPORTS = 112, HEAVY_MOST = 3 };

struct module_plan {
	uint64_t seed;
	uint64_t files; /* main's one included */
	uint64_t packages;
	unsigned layers;
	uint64_t layer_start[LAYERS_MOST + 1]; /* of each layer its first package; then `packages` */
	uint64_t spread;                       /* how far the border between two packages may move, in files */
	struct module_shares shares; /* decide the packages' sizes instead when package_tail is above 0 */
	double lines, tail, package_tail, extra_imports, std_imports, std_heavy, tables, comments, generics;
	double exposed;       /* mean imports whose types a package's API names */
	double hub;           /* share of the packages above it that import it */
	uint64_t hub_package; /* beyond all when there is none */
	unsigned go_minor;
	bool reachable, mixed;
};

struct module_numbers {
	uint64_t seed, files, files_per_package, depth, go_minor;
	double lines, tail, package_tail, imports, std_imports, std_heavy, exposed, hub, tables, comments,
		generics;
	bool reachable, mixed;
};

void module_plan_init(struct module_plan *plan, const struct module_numbers *numbers);

/* How many files a package has. At least 1. */
uint64_t module_plan_package_files(const struct module_plan *plan, uint64_t package);
/* The layer of a package that is not main. */
unsigned module_plan_layer(const struct module_plan *plan, uint64_t package);
/* The packages [*first, *end) that only this one has to reach, in the layer below; main has the top layer. */
void module_plan_children(const struct module_plan *plan, uint64_t package, uint64_t *first, uint64_t *end);
/* Further packages that a package imports, without doubles or children; returns how many were put into
 * imports[HUB_IMPORTS]. */
size_t module_plan_extra_imports(const struct module_plan *plan, uint64_t package, uint64_t *imports);

/* Whether types of an import stand in the API of a package, so that its importers meet them too. Asked for
 * each of its `imports` in turn, with a stream from module_plan_api(). */
struct random module_plan_api(const struct module_plan *plan, uint64_t package);
bool module_plan_exposes(
	const struct module_plan *plan, uint64_t package, size_t imports, struct random *random);

/* Which of so many large std trees a package imports; returns how many were put into heavy[HEAVY_MOST]. */
unsigned module_plan_heavy(
	const struct module_plan *plan, uint64_t package, unsigned of, unsigned char *heavy);

/* The package's name, unique in the module ("ledger17"; "main"), and the folder of the package of that name
 * ("engine/ledger17"; ""). */
void module_plan_package_name(const struct module_plan *plan, uint64_t package, struct go_name *name);
void module_plan_folder(
	const struct module_plan *plan, uint64_t package, const struct go_name *name, struct go_name *folder);

/* Where the names of a package's files begin among all pairs of words. */
struct module_names {
	uint32_t first;
};
struct module_names module_plan_names(const struct module_plan *plan, uint64_t package);

/* A file's type, which all its other top-level names contain: adjective and noun, unique in its package. */
struct module_file_name {
	unsigned adjective, noun;
	uint64_t round; /* 0 until the pairs of words are used up */
};
struct module_file_name module_plan_file_name(struct module_names names, uint64_t file);
/* "QuietLedger" */
void module_plan_type_name(const struct module_file_name *file, struct go_name *name);
/* The form of a file's constructor and method, which callers in other packages need to know. */
unsigned module_plan_form(const struct module_file_name *file, unsigned forms);

#endif
