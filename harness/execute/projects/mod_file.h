/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lines of go.mod and go.work, as far as gorge must know them: what is replaced by a folder, which
 * folders a workspace uses, which release is asked for. Pure text.
 */
#ifndef GORGE_EXECUTE_PROJECTS_MOD_FILE_H
#define GORGE_EXECUTE_PROJECTS_MOD_FILE_H

#include "base/text.h"

/* One directive; a block gives one for each of its lines: {"replace", "a", "=>", "../b"}. */
typedef void mod_line_function(const struct list *words, void *context);
void mod_file_each(const char *text, mod_line_function *line, void *context);

struct mod_file {
	char *module;        /* path of the module; NULL in a go.work */
	unsigned go_minor;   /* 21 for "go 1.21.3"; 0 without a go line */
	struct list folders; /* of `use` and of `replace ... =>`, as written */
};
void mod_file_read(const char *text, struct mod_file *file);
void mod_file_dispose(struct mod_file *file);

/* A go.work that means the same from any other folder: relative folders get `root` in front. */
void mod_file_make_absolute(const char *text, const char *root, struct text *out);

/* Appends a go.mod that says the same, but for what is replaced by folders. False where nothing is. */
bool mod_file_drop_folders(const char *text, struct text *out);

#endif
