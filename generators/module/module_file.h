/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Composing the files of one package of a generated module, into buffers that are used again and again.
 */
#ifndef GORGE_GENERATORS_MODULE_FILE_H
#define GORGE_GENERATORS_MODULE_FILE_H

#include "generators/module/module_composer.h"

void module_composer_init(
	struct module_composer *composer, const struct module_plan *plan, const struct module_snippets *snippets);
void module_composer_dispose(struct module_composer *composer);

/* Goes on to another package. */
void module_composer_package(struct module_composer *composer, uint64_t package);
/* Composes one of its files. What it points at is the composer's, until the next call; the bytes of one that
 * is lent, until as many as MODULE_LENT more were. */
struct module_text {
	const char *name; /* "quiet_ledger.go" */
	const char *bytes;
	size_t count;
	uint64_t lines;
};
void module_composer_file(struct module_composer *composer, uint64_t file, struct module_text *text);
/* Leaves the bytes of the last file alone from now on. */
void module_composer_lend(struct module_composer *composer);

#endif
