/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The snippets of module_snippets.def, cut up and sorted by what they are for.
 */
#ifndef GORGE_GENERATORS_MODULE_SNIPPETS_H
#define GORGE_GENERATORS_MODULE_SNIPPETS_H

#include "generators/go_source.h"
#include "generators/words.h"

#define MODULE_PATH "example.com/project"

enum module_std {
#define STD(id, path, share) STD_##id,
#include "generators/module/module_std.def"
#undef STD
	STD_NONE, /* also how many there are */
};

enum module_part {
#define FORM(text, call, construct)
#define DOC(text)
#define COMPOSED(is_method, use, text)
#define STATEMENT(std, text)
#define CALL(text)
#define DECLARATION(std, use, text)
#define GENERIC(use, text)
#define PART(id, text) PART_##id,
#include "generators/module/module_snippets.def"
	PART_COUNT
};

/* NESTING: how deep blocks with statements go; the function body is depth 1. */
enum { NESTING = 3, LIST_MOST = 40, STD_DRAWS = 32 };

struct snippet_list {
	unsigned count;
	struct go_snippet items[LIST_MOST];
};

/* A declaration and the statement that uses it, with what it needs. */
struct declaration {
	struct go_snippet text, use;
	unsigned std; /* STD_NONE: nothing */
	unsigned is_method;
};

struct declaration_list {
	unsigned count;
	struct declaration items[LIST_MOST];
};

struct form {
	struct go_snippet text, construct;
	struct go_snippet call[NESTING + 1]; /* by depth */
};

struct module_snippets {
	struct go_library library;
	struct snippet_list statements[STD_NONE + 1][NESTING + 1]; /* by std package, by depth */
	struct snippet_list calls[NESTING + 1];
	struct snippet_list docs, long_docs;
	struct declaration_list composed, generic, tables;
	struct declaration_list declarations[STD_NONE + 1]; /* by std package */
	unsigned form_count;
	struct form forms[8];
	struct go_snippet parts[PART_COUNT];
	struct go_snippet std_imports[STD_NONE]; /* their lines of an import block */
	unsigned char std_draws[STD_DRAWS];      /* each package as often as its share */
	unsigned char std_heavy[STD_NONE];       /* those without a share */
	unsigned std_heavy_count;
	struct word nouns[WORD_NOUNS + 1], verbs[WORD_VERBS], adjectives[WORD_ADJECTIVES]; /* in lower case;
		the last noun is there to be read beyond */
};

void module_snippets_init(struct module_snippets *snippets);
void module_snippets_dispose(struct module_snippets *snippets);

/* Every std package of the pool, NULL-terminated. */
extern const char *const module_std_packages[];

#endif
