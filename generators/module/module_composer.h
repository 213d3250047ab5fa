/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of one package of a generated module are composed with.
 */
#ifndef GORGE_GENERATORS_MODULE_MODULE_COMPOSER_H
#define GORGE_GENERATORS_MODULE_MODULE_COMPOSER_H

#include "generators/module/module_plan.h"
#include "generators/module/module_snippets.h"

/* A package that the current one imports. */
struct module_import {
	uint64_t package, files;
	struct go_name folder;    /* "engine/ledger17" */
	struct go_name qualifier; /* "ledger17." */
	bool child;               /* reached by this package alone */
	bool exposed;             /* its types stand in the API */
	bool used;                /* by the current file */
};

enum { METHODS_KEPT = 8, MODULE_LENT = 16 };

struct module_composer {
	const struct module_plan *plan;
	const struct module_snippets *snippets;
	struct go_fill fill;
	struct random random;
	struct go_source body, uses, header;
	struct go_source lent[MODULE_LENT]; /* bodies of earlier files */
	unsigned lent_next;                 /* modulo MODULE_LENT: the one that was lent first */

	/* the package */
	uint64_t package, package_files;
	struct module_names names;
	struct go_name package_name;
	struct module_import *imports;
	size_t imports_count, imports_capacity;
	unsigned char std_heavy[STD_NONE]; /* large std packages that it imports */
	unsigned std_heavy_count;

	/* the file */
	uint64_t file;
	struct module_file_name name;
	struct go_name file_name;
	uint32_t *own_imports; /* indices of those it imports; as many as there is room for in imports */
	size_t own_imports_count;
	uint32_t std_used; /* a bit for each std package whose snippet it has */
	unsigned char std_chosen[STD_NONE];
	unsigned std_count, std_pending; /* of the chosen ones, the first std_pending are still to be used */
	unsigned declarations, statements, comments; /* so far; comments in lines */
	unsigned methods;                            /* callable ones so far; the last METHODS_KEPT are kept */
	struct go_name method_names[METHODS_KEPT];

	/* what words of the holes point at */
	struct go_name type_name, type_lower, other_type, no_qualifier, entry, declared, declared_lower, noun,
		identifier;
	struct go_name locals[NESTING + 2]; /* by depth */
	struct go_name counter;
};

#endif
