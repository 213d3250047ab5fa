/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/module/module_snippets.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>

const char *const module_std_packages[] = {
#define STD(id, path, share) path,
#include "generators/module/module_std.def"
#undef STD
	NULL,
};

enum row_kind {
	ROW_FORM,
	ROW_DOC,
	ROW_COMPOSED,
	ROW_STATEMENT,
	ROW_CALL,
	ROW_DECLARATION,
	ROW_GENERIC,
	ROW_LONG_DOC,
	ROW_TABLE
};

/* One line of module_snippets.def, whatever it is. */
struct row {
	enum row_kind kind;
	unsigned number; /* std package, or whether it is a method */
	const char *text, *use, *construct;
};

static const struct row rows[] = {
#define FORM(text, call, construct)    {ROW_FORM, 0, text, call, construct},
#define DOC(text)                      {ROW_DOC, 0, text, NULL, NULL},
#define COMPOSED(is_method, use, text) {ROW_COMPOSED, is_method, text, use, NULL},
#define STATEMENT(std, text)           {ROW_STATEMENT, STD_##std, text, NULL, NULL},
#define CALL(text)                     {ROW_CALL, 0, text, NULL, NULL},
#define DECLARATION(std, use, text)    {ROW_DECLARATION, STD_##std, text, use, NULL},
#define GENERIC(use, text)             {ROW_GENERIC, 0, text, use, NULL},
#define PART(id, text)
#include "generators/module/module_snippets.def"
};

static const struct row later_rows[] = {
#define STATEMENT(std, text)        {ROW_STATEMENT, STD_##std, text, NULL, NULL},
#define DECLARATION(std, use, text) {ROW_DECLARATION, STD_##std, text, use, NULL},
#define TABLE(use, text)            {ROW_TABLE, 0, text, use, NULL},
#define LONG_DOC(text)              {ROW_LONG_DOC, 0, text, NULL, NULL},
#include "generators/module/module_snippets_later.def"
};

static const char *const part_texts[PART_COUNT] = {
#define FORM(text, call, construct)
#define DOC(text)
#define COMPOSED(is_method, use, text)
#define STATEMENT(std, text)
#define CALL(text)
#define DECLARATION(std, use, text)
#define GENERIC(use, text)
#define PART(id, text) [PART_##id] = (text),
#include "generators/module/module_snippets.def"
};

static void
add_snippet(struct module_snippets *snippets, struct snippet_list *list, const char *text, unsigned depth)
{
	if (list->count == LIST_MOST)
		BUG("more than %d snippets of a kind", LIST_MOST);
	list->items[list->count++] = go_library_add(&snippets->library, text, depth);
}

static void
add_form(struct module_snippets *snippets, const struct row *row)
{
	struct form *form = &snippets->forms[snippets->form_count++];

	if (snippets->form_count > COUNT_OF(snippets->forms))
		BUG("more than %zu forms", COUNT_OF(snippets->forms));
	form->text = go_library_add(&snippets->library, row->text, 0);
	form->construct = go_library_add(&snippets->library, row->construct, 1);
	for (unsigned depth = 1; depth <= NESTING; depth++)
		form->call[depth] = go_library_add(&snippets->library, row->use, depth);
}

static void
add_doc(struct module_snippets *snippets, const struct row *row)
{
	add_snippet(snippets, &snippets->docs, row->text, 0);
}

static void
add_long_doc(struct module_snippets *snippets, const struct row *row)
{
	add_snippet(snippets, &snippets->long_docs, row->text, 0);
}

static void
add_statement(struct module_snippets *snippets, const struct row *row)
{
	for (unsigned depth = 1; depth <= NESTING; depth++)
		add_snippet(snippets, &snippets->statements[row->number][depth], row->text, depth);
}

static void
add_call(struct module_snippets *snippets, const struct row *row)
{
	for (unsigned depth = 1; depth <= NESTING; depth++)
		add_snippet(snippets, &snippets->calls[depth], row->text, depth);
}

static struct declaration *
add_to_list(struct module_snippets *snippets, struct declaration_list *list, const struct row *row)
{
	struct declaration *declaration = &list->items[list->count++];

	if (list->count > LIST_MOST)
		BUG("more than %d declarations of a kind", LIST_MOST);
	declaration->text = go_library_add(&snippets->library, row->text, 0);
	declaration->use = go_library_add(&snippets->library, row->use, 1);
	declaration->std = STD_NONE;
	return declaration;
}

static void
add_composed(struct module_snippets *snippets, const struct row *row)
{
	add_to_list(snippets, &snippets->composed, row)->is_method = row->number;
}

static void
add_declaration(struct module_snippets *snippets, const struct row *row)
{
	add_to_list(snippets, &snippets->declarations[row->number], row)->std = row->number;
}

static void
add_generic(struct module_snippets *snippets, const struct row *row)
{
	(void)add_to_list(snippets, &snippets->generic, row);
}

static void
add_table(struct module_snippets *snippets, const struct row *row)
{
	(void)add_to_list(snippets, &snippets->tables, row);
}

static void (*const adders[])(struct module_snippets *snippets, const struct row *row) = {
	[ROW_FORM] = add_form,
	[ROW_DOC] = add_doc,
	[ROW_COMPOSED] = add_composed,
	[ROW_STATEMENT] = add_statement,
	[ROW_CALL] = add_call,
	[ROW_DECLARATION] = add_declaration,
	[ROW_GENERIC] = add_generic,
	[ROW_TABLE] = add_table,
	[ROW_LONG_DOC] = add_long_doc,
};

static void
lower_words(struct word *lower, const struct word *words, size_t count)
{
	memcpy(lower, words, count * sizeof *words);
	for (size_t i = 0; i < count; i++)
		lower[i].text[0] = (char)(lower[i].text[0] - 'A' + 'a');
}

static void
init_library(struct module_snippets *snippets)
{
	struct go_word drawn[GO_DRAWN_COUNT];

	_Static_assert((int)GO_DRAWN_COUNT == (int)WORD_NOUNS, "holes draw nouns");
	lower_words(snippets->nouns, word_nouns, WORD_NOUNS);
	lower_words(snippets->verbs, word_verbs, WORD_VERBS);
	lower_words(snippets->adjectives, word_adjectives, WORD_ADJECTIVES);
	for (size_t i = 0; i < WORD_NOUNS; i++)
		drawn[i] = (struct go_word){snippets->nouns[i].text, snippets->nouns[i].length};
	go_library_init(&snippets->library, drawn);
}

static void
init_std(struct module_snippets *snippets)
{
	static const unsigned char shares[] = {
#define STD(id, path, share) share,
#include "generators/module/module_std.def"
#undef STD
	};
	static const char *const import_lines[] = {
#define STD(id, path, share) "\t\"" path "\"\n",
#include "generators/module/module_std.def"
#undef STD
	};
	unsigned drawn = 0;

	_Static_assert(STD_NONE <= 32, "a file's std packages are bits of a uint32_t");
	for (unsigned std = 0; std < STD_NONE; std++) {
		snippets->std_imports[std] = go_library_add(&snippets->library, import_lines[std], 0);
		for (unsigned i = 0; i < shares[std] && drawn < STD_DRAWS; i++)
			snippets->std_draws[drawn++] = (unsigned char)std;
		if (shares[std] == 0)
			snippets->std_heavy[snippets->std_heavy_count++] = (unsigned char)std;
	}
	if (drawn != STD_DRAWS)
		BUG("the shares of module_std.def do not add up to %d", STD_DRAWS);
}

void
module_snippets_init(struct module_snippets *snippets)
{
	*snippets = (struct module_snippets){0};
	init_library(snippets);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		adders[rows[i].kind](snippets, &rows[i]);
	for (size_t i = 0; i < PART_COUNT; i++)
		snippets->parts[i] = go_library_add(&snippets->library, part_texts[i], 0);
	for (size_t i = 0; i < COUNT_OF(later_rows); i++)
		adders[later_rows[i].kind](snippets, &later_rows[i]);
	init_std(snippets);
}

void
module_snippets_dispose(struct module_snippets *snippets)
{
	go_library_dispose(&snippets->library);
}
