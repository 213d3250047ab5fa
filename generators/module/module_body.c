/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/module/module_body.h"
#include "base/error.h"
#include "base/memory.h"

static const struct go_snippet *
draw(struct module_composer *composer, const struct snippet_list *list)
{
	return &list->items[random_below(&composer->random, list->count)];
}

void
module_next_local(struct module_composer *composer, unsigned depth)
{
	struct go_name *local = &composer->locals[depth];
	unsigned number = composer->statements++;
	unsigned noun = composer->name.noun + number * 13 + number / WORD_ADJECTIVES;

	go_name_join(local,
		&composer->snippets->adjectives[(composer->name.adjective + number) % WORD_ADJECTIVES],
		&word_nouns[noun % WORD_NOUNS]);
	module_set_word(composer, 'x', local);
}

unsigned
module_name_other(struct module_composer *composer, const struct module_import *import, uint64_t file)
{
	struct module_names names = import ? module_plan_names(composer->plan, import->package) : composer->names;
	struct module_file_name name = module_plan_file_name(names, file);

	module_plan_type_name(&name, &composer->other_type);
	module_set_word(composer, 'C', &composer->other_type);
	module_set_word(composer, 'Q', import ? &import->qualifier : &composer->no_qualifier);
	return module_plan_form(&name, composer->snippets->form_count);
}

const struct go_snippet *
module_call_other(
	struct module_composer *composer, const struct module_import *import, uint64_t files, unsigned depth)
{
	uint32_t file = random_below(&composer->random, (uint32_t)files);

	return &composer->snippets->forms[module_name_other(composer, import, file)].call[depth];
}

/* What a statement is picked from; NULL when the file has none of these. */
typedef const struct go_snippet *(*statement_source)(struct module_composer *composer, unsigned depth);

static const struct go_snippet *
pick_plain(struct module_composer *composer, unsigned depth)
{
	return draw(composer, &composer->snippets->statements[STD_NONE][depth]);
}

static const struct go_snippet *
pick_std(struct module_composer *composer, unsigned depth)
{
	unsigned std;

	if (composer->std_count == 0)
		return NULL;
	std = composer->std_chosen[random_below(&composer->random, composer->std_count)];
	composer->std_used |= UINT32_C(1) << std;
	return draw(composer, &composer->snippets->statements[std][depth]);
}

static const struct go_snippet *
pick_call(struct module_composer *composer, unsigned depth)
{
	unsigned kept = composer->methods < METHODS_KEPT ? composer->methods : METHODS_KEPT;

	if (kept == 0)
		return NULL;
	module_set_word(composer, 'G', &composer->method_names[random_below(&composer->random, kept)]);
	return draw(composer, &composer->snippets->calls[depth]);
}

static const struct go_snippet *
pick_sibling(struct module_composer *composer, unsigned depth)
{
	return module_call_other(composer, NULL, composer->package_files, depth);
}

static const struct go_snippet *
pick_import(struct module_composer *composer, unsigned depth)
{
	const struct module_import *import;

	if (composer->own_imports_count == 0)
		return NULL;
	import = &composer->imports[composer->own_imports[random_below(
		&composer->random, (uint32_t)composer->own_imports_count)]];
	return module_call_other(composer, import, import->files, depth);
}

/* Each as often as it stands here. */
static const statement_source sources[] = {pick_plain, pick_plain, pick_plain, pick_plain, pick_plain,
	pick_plain, pick_plain, pick_plain, pick_plain, pick_std, pick_std, pick_std, pick_call, pick_call,
	pick_sibling, pick_import};

static const struct go_snippet *
pick_statement(struct module_composer *composer, unsigned depth)
{
	const struct go_snippet *snippet;
	unsigned std;

	if (composer->std_pending > 0) {
		std = composer->std_chosen[--composer->std_pending];
		composer->std_used |= UINT32_C(1) << std;
		return draw(composer, &composer->snippets->statements[std][depth]);
	}
	snippet = sources[random_below(&composer->random, COUNT_OF(sources))](composer, depth);
	return snippet ? snippet : pick_plain(composer, depth);
}

static void
put_statements(struct module_composer *composer, struct go_source *source, unsigned depth, unsigned count)
{
	for (; count > 0; count--) {
		module_draw_words(composer);
		module_next_local(composer, depth);
		module_put(composer, pick_statement(composer, depth), source);
	}
}

static void
put_nested(struct module_composer *composer, struct go_source *source, unsigned depth)
{
	struct go_word local = composer->fill.words['x'];
	const struct go_word *numbers = composer->fill.banks[GO_NUMBERS];
	const struct go_word *drawn = composer->fill.banks[GO_DRAWN];

	if (depth > NESTING)
		return;
	put_statements(composer, source, depth, 1 + random_below(&composer->random, 2));
	composer->fill.words['x'] = local;
	composer->fill.banks[GO_NUMBERS] = numbers;
	composer->fill.banks[GO_DRAWN] = drawn;
}

/* What a hole of many lines is filled with; the numbers of its rows all have as many digits, since gofmt
 * lines up what stands behind them. */
static const struct rows {
	char hole;
	enum module_part part;
	unsigned first, least, spread;
} rows_of[] = {
	{'R', PART_ROW, 10, 2, 11},
	{'M', PART_MAP_ROW, 10, 2, 11},
	{'L', PART_LONG_ROW, 100, 20, 100},
	{'K', PART_CONSTANT, 100, 20, 100},
	{'V', PART_FIELD, 100, 10, 50},
};

static void
put_rows(struct module_composer *composer, struct go_source *source, const struct rows *rows)
{
	uint32_t end = rows->first + rows->least + random_below(&composer->random, rows->spread);

	for (uint32_t row = rows->first; row < end; row++) {
		module_draw_words(composer);
		composer->fill.words['k'] = composer->snippets->library.counts[row];
		module_put_part(composer, rows->part, source);
	}
}

static void
put_rows_of(struct module_composer *composer, struct go_source *source, char hole)
{
	for (size_t i = 0; i < COUNT_OF(rows_of); i++) {
		if (rows_of[i].hole == hole) {
			put_rows(composer, source, &rows_of[i]);
			return;
		}
	}
	BUG("a snippet has the hole $%c, which nothing fills", hole);
}

void
module_put_special(struct go_fill *fill, struct go_source *source, char hole, unsigned depth)
{
	struct module_composer *composer =
		(struct module_composer *)((char *)fill - offsetof(struct module_composer, fill));

	if (hole == 'B')
		put_nested(composer, source, depth + 1);
	else if (hole == 'S')
		put_statements(composer, source, depth + 1, 2 + random_below(&composer->random, 5));
	else
		put_rows_of(composer, source, hole);
}

/* The names of the next declaration: its noun is the first of its kind in the file, so that every name made
 * with it is. */
static void
name_declaration(struct module_composer *composer)
{
	unsigned number = composer->declarations++;
	unsigned verb = (composer->name.noun + number * 5 + number / WORD_VERBS) % WORD_VERBS;
	unsigned noun = (composer->name.adjective + number * 13) % WORD_NOUNS;

	go_name_join(&composer->declared, &word_verbs[verb], &word_nouns[noun]);
	go_name_clear(&composer->noun);
	go_name_add_word(&composer->noun, &word_nouns[noun]);
	if (number >= WORD_NOUNS) {
		go_name_add_number(&composer->noun, number / WORD_NOUNS);
		go_name_add_number(&composer->declared, number / WORD_NOUNS);
	}
	composer->declared_lower = composer->declared;
	composer->declared_lower.bytes[0] = composer->snippets->verbs[verb].text[0];
	module_set_word(composer, 'N', &composer->noun);
	module_set_word(composer, 'F', &composer->declared);
	module_set_word(composer, 'f', &composer->declared_lower);
}

static void
put_declaration(struct module_composer *composer, const struct declaration *declaration)
{
	if (declaration->std != STD_NONE)
		composer->std_used |= UINT32_C(1) << declaration->std;
	module_put(composer, &declaration->text, &composer->body);
	module_next_local(composer, 1);
	module_put(composer, &declaration->use, &composer->uses);
}

static void
put_doc_of(struct module_composer *composer, const struct snippet_list *list)
{
	const struct go_snippet *doc = draw(composer, list);

	module_put(composer, doc, &composer->body);
	composer->comments += doc->lines;
}

/* Long ones while the file has a smaller share of comments than it is to have. */
static void
put_doc(struct module_composer *composer)
{
	enum { PARAGRAPHS_MOST = 4 };
	double share = composer->plan->comments;
	unsigned paragraphs = 0;

	while (composer->comments < share * (double)composer->body.lines && paragraphs < PARAGRAPHS_MOST) {
		if (paragraphs++ > 0)
			module_put_part(composer, PART_DOC_BREAK, &composer->body);
		put_doc_of(composer, &composer->snippets->long_docs);
	}
	if (paragraphs == 0)
		put_doc_of(composer, &composer->snippets->docs);
}

static void
put_composed(struct module_composer *composer)
{
	const struct declaration_list *list = &composer->snippets->composed;
	const struct declaration *composed = &list->items[random_below(&composer->random, list->count)];
	struct go_name *identifier = &composer->identifier;

	*identifier = composed->is_method ? composer->declared : composer->declared_lower;
	if (!composed->is_method)
		go_name_add_name(identifier, &composer->type_name);
	module_set_word(composer, 'I', identifier);
	put_doc(composer);
	put_declaration(composer, composed);
	if (composed->is_method)
		composer->method_names[composer->methods++ % METHODS_KEPT] = composer->declared;
}

static const struct declaration *
draw_declaration(struct module_composer *composer)
{
	const struct declaration_list *list = &composer->snippets->declarations[STD_NONE];

	if (composer->std_count > 0 && random_below(&composer->random, 4) == 0) {
		unsigned std = composer->std_chosen[random_below(&composer->random, composer->std_count)];
		if (composer->snippets->declarations[std].count > 0)
			list = &composer->snippets->declarations[std];
	}
	return &list->items[random_below(&composer->random, list->count)];
}

void
module_put_generic(struct module_composer *composer)
{
	const struct declaration_list *list = &composer->snippets->generic;

	module_draw_words(composer);
	name_declaration(composer);
	put_declaration(composer, &list->items[random_below(&composer->random, list->count)]);
}

/* About how many lines the header and the entry will have. */
static uint64_t
lines_around(const struct module_composer *composer)
{
	enum { FIXED = 18, EACH_IMPORT = 3 };

	return FIXED + composer->std_count + composer->own_imports_count * EACH_IMPORT;
}

/* The larger a package, the more of it is tables, constants and records; half of `tables` where it has
 * TABLES_HALF files. */
static bool
draw_table(struct module_composer *composer)
{
	enum { TABLES_HALF = 50 };
	double files = (double)composer->package_files, tables = composer->plan->tables;

	return tables > 0 && random_chance(&composer->random, tables * files / (files + TABLES_HALF));
}

static void
put_some_declaration(struct module_composer *composer)
{
	const struct declaration_list *tables = &composer->snippets->tables;

	if (draw_table(composer))
		put_declaration(composer, &tables->items[random_below(&composer->random, tables->count)]);
	else if (composer->std_pending > 0 || random_below(&composer->random, 16) < 10)
		put_composed(composer);
	else
		put_declaration(composer, draw_declaration(composer));
}

void
module_put_declarations(struct module_composer *composer, uint64_t lines, bool generic)
{
	/* Half a declaration's lines: the last one goes beyond the target as often as not. */
	enum { HALF = 12 };

	lines = lines > lines_around(composer) ? lines - lines_around(composer) : 0;
	while (composer->body.lines + composer->uses.lines + HALF < lines) {
		go_blank_line(&composer->body);
		if (generic && random_below(&composer->random, 3) == 0) {
			module_put_generic(composer);
			continue;
		}
		module_draw_words(composer);
		name_declaration(composer);
		put_some_declaration(composer);
	}
}
