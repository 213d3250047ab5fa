/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/module_file.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>

/* No file is longer than this many lines, whatever its draw. */
enum { LINES_MOST = 200000 };
/* Calls that one function of main makes, lest it becomes a giant of its own. */
enum { STAGE_CALLS = 64 };

static void
set_word(struct module_composer *composer, char hole, const struct go_name *name)
{
	composer->fill.words[(unsigned char)hole] = go_name_word(name);
}

static void
put(struct module_composer *composer, const struct go_snippet *snippet, struct go_source *source)
{
	go_snippet_put(&composer->snippets->library, snippet, &composer->fill, source);
}

static void
put_part(struct module_composer *composer, enum module_part part, struct go_source *source)
{
	put(composer, &composer->snippets->parts[part], source);
}

static const struct go_snippet *
draw(struct module_composer *composer, const struct snippet_list *list)
{
	return &list->items[random_below(&composer->random, list->count)];
}

/* New words and numbers for the holes. */
static void
draw_words(struct module_composer *composer)
{
	go_fill_draw(&composer->fill, &composer->snippets->library, &composer->random);
}

/* A new local name for $x. Pairs of words come back only after 8,192 statements, far outside any block. */
static void
next_local(struct module_composer *composer, unsigned depth)
{
	struct go_name *local = &composer->locals[depth];
	unsigned number = composer->statements++;
	unsigned noun = composer->name.noun + number * 13 + number / WORD_ADJECTIVES;

	go_name_join(local,
		&composer->snippets->adjectives[(composer->name.adjective + number) % WORD_ADJECTIVES],
		&word_nouns[noun % WORD_NOUNS]);
	set_word(composer, 'x', local);
}

/* Lets $Q$C be a file of a package; `import` is NULL for the current one. */
static unsigned
name_other(struct module_composer *composer, const struct module_import *import, uint64_t file)
{
	uint64_t package = import ? import->package : composer->package;
	struct module_file_name name = module_plan_file_name(composer->plan, package, file);

	module_plan_type_name(&name, &composer->other_type);
	set_word(composer, 'C', &composer->other_type);
	set_word(composer, 'Q', import ? &import->qualifier : &composer->no_qualifier);
	return module_plan_form(&name, composer->snippets->form_count);
}

static const struct go_snippet *
call_other(
	struct module_composer *composer, const struct module_import *import, uint64_t files, unsigned depth)
{
	uint32_t file = random_below(&composer->random, (uint32_t)files);

	return &composer->snippets->forms[name_other(composer, import, file)].call[depth];
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
	set_word(composer, 'G', &composer->method_names[random_below(&composer->random, kept)]);
	return draw(composer, &composer->snippets->calls[depth]);
}

static const struct go_snippet *
pick_sibling(struct module_composer *composer, unsigned depth)
{
	return call_other(composer, NULL, composer->package_files, depth);
}

static const struct go_snippet *
pick_import(struct module_composer *composer, unsigned depth)
{
	const struct module_import *import;

	if (composer->own_imports_count == 0)
		return NULL;
	import = &composer->imports[composer->own_imports[random_below(
		&composer->random, (uint32_t)composer->own_imports_count)]];
	return call_other(composer, import, module_plan_package_files(composer->plan, import->package), depth);
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
		draw_words(composer);
		next_local(composer, depth);
		put(composer, pick_statement(composer, depth), source);
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

static void
put_rows(struct module_composer *composer, struct go_source *source, enum module_part part)
{
	enum { FIRST = 10 }; /* two digits throughout, as gofmt lines values up */
	uint32_t rows = 2 + random_below(&composer->random, 11);

	for (uint32_t row = FIRST; row < FIRST + rows; row++) {
		draw_words(composer);
		go_name_clear(&composer->counter);
		go_name_add_number(&composer->counter, row);
		set_word(composer, 'k', &composer->counter);
		put_part(composer, part, source);
	}
}

static void
put_special(struct go_fill *fill, struct go_source *source, char hole, unsigned depth)
{
	struct module_composer *composer =
		(struct module_composer *)((char *)fill - offsetof(struct module_composer, fill));

	if (hole == 'B')
		put_nested(composer, source, depth + 1);
	else if (hole == 'S')
		put_statements(composer, source, depth + 1, 2 + random_below(&composer->random, 5));
	else if (hole == 'R' || hole == 'M')
		put_rows(composer, source, hole == 'R' ? PART_ROW : PART_MAP_ROW);
	else
		BUG("a snippet has the hole $%c, which nothing fills", hole);
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
	go_name_add(&composer->noun, word_nouns[noun].text);
	if (number >= WORD_NOUNS) {
		go_name_add_number(&composer->noun, number / WORD_NOUNS);
		go_name_add_number(&composer->declared, number / WORD_NOUNS);
	}
	composer->declared_lower = composer->declared;
	composer->declared_lower.bytes[0] = composer->snippets->verbs[verb].text[0];
	set_word(composer, 'N', &composer->noun);
	set_word(composer, 'F', &composer->declared);
	set_word(composer, 'f', &composer->declared_lower);
}

static void
put_declaration(struct module_composer *composer, const struct declaration *declaration)
{
	if (declaration->std != STD_NONE)
		composer->std_used |= UINT32_C(1) << declaration->std;
	put(composer, &declaration->text, &composer->body);
	next_local(composer, 1);
	put(composer, &declaration->use, &composer->uses);
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
	set_word(composer, 'I', identifier);
	put(composer, draw(composer, &composer->snippets->docs), &composer->body);
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

static void
put_generic(struct module_composer *composer)
{
	const struct declaration_list *list = &composer->snippets->generic;

	draw_words(composer);
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

/* Declarations until the file has about the wanted number of lines. */
static void
put_declarations(struct module_composer *composer, uint64_t lines, bool generic)
{
	/* Half a declaration's lines: the last one goes beyond the target as often as not. */
	enum { HALF = 12 };

	lines = lines > lines_around(composer) ? lines - lines_around(composer) : 0;
	while (composer->body.lines + composer->uses.lines + HALF < lines) {
		go_blank_line(&composer->body);
		if (generic && random_below(&composer->random, 3) == 0) {
			put_generic(composer);
			continue;
		}
		draw_words(composer);
		name_declaration(composer);
		if (composer->std_pending > 0 || random_below(&composer->random, 16) < 10)
			put_composed(composer);
		else
			put_declaration(composer, draw_declaration(composer));
	}
}

/* Uses an import of this file: runs it where that is this file's part, else calls some file of it. */
static void
put_use_of_import(struct module_composer *composer, size_t index, struct go_source *source)
{
	const struct module_import *import = &composer->imports[index];
	const struct go_snippet *call;

	draw_words(composer);
	next_local(composer, 1);
	call = call_other(composer, import, module_plan_package_files(composer->plan, import->package), 1);
	if (import->child && index % composer->package_files == composer->file)
		put_part(composer, PART_ENTRY_PACKAGE, source);
	else
		put(composer, call, source);
}

/* Calls the entries that only this file reaches: of two files of its package, as in a heap, and of its share
 * of the packages that only its package reaches. */
static void
put_reached(struct module_composer *composer, struct go_source *source)
{
	for (uint64_t file = composer->file * 2 + 1; file <= composer->file * 2 + 2; file++) {
		if (!composer->plan->reachable || file >= composer->package_files)
			break;
		(void)name_other(composer, NULL, file);
		put_part(composer, PART_ENTRY_CHILD, source);
	}
	for (size_t i = 0; i < composer->own_imports_count; i++)
		put_use_of_import(composer, composer->own_imports[i], source);
}

static void
put_entry(struct module_composer *composer, const struct form *form)
{
	struct go_source *body = &composer->body;

	go_blank_line(body);
	put_part(composer, PART_ENTRY, body);
	draw_words(composer);
	put(composer, &form->construct, body);
	put_part(composer, PART_ENTRY_TOTAL, body);
	go_append_bytes(body, composer->uses.data, composer->uses.length, composer->uses.lines);
	if (composer->package < composer->plan->packages)
		put_reached(composer, body);
	put_part(composer, PART_ENTRY_END, body);
	if (composer->file == 0 && composer->package < composer->plan->packages) {
		go_blank_line(body);
		put_part(composer, PART_RUN, body);
	}
}

static void
set_counter(struct module_composer *composer, uint64_t number)
{
	go_name_clear(&composer->counter);
	go_name_add_number(&composer->counter, number);
	set_word(composer, 'k', &composer->counter);
}

/* One function that runs up to STAGE_CALLS of the packages main imports. */
static void
put_stage(struct module_composer *composer, size_t first)
{
	struct go_source *body = &composer->body;
	size_t end = first + STAGE_CALLS;

	set_counter(composer, first / STAGE_CALLS);
	put_part(composer, PART_MAIN_STAGE, body);
	for (size_t i = first; i < end && i < composer->imports_count; i++) {
		(void)name_other(composer, &composer->imports[i], 0);
		put_part(composer, PART_ENTRY_PACKAGE, body);
	}
	put_part(composer, PART_ENTRY_END, body);
	go_blank_line(body);
}

static void
put_main(struct module_composer *composer)
{
	struct go_source *body = &composer->body;

	go_blank_line(body);
	for (size_t i = 0; i < composer->imports_count; i += STAGE_CALLS)
		put_stage(composer, i);
	put_part(composer, PART_MAIN, body);
	put_part(composer, PART_MAIN_CHECK, body);
	for (size_t i = 0; i < composer->imports_count; i += STAGE_CALLS) {
		set_counter(composer, i / STAGE_CALLS);
		put_part(composer, PART_MAIN_CALL, body);
	}
	put_part(composer, PART_MAIN_END, body);
}

static void
put_imports(struct module_composer *composer, struct go_source *header)
{
	put_part(composer, PART_IMPORTS, header);
	for (unsigned std = 0; std < STD_NONE; std++)
		if (composer->std_used & UINT32_C(1) << std)
			put(composer, &composer->snippets->std_imports[std], header);
	if (composer->std_used && composer->own_imports_count > 0)
		go_blank_line(header);
	for (size_t i = 0; i < composer->own_imports_count; i++) {
		set_word(composer, 'm', &composer->imports[composer->own_imports[i]].folder);
		put_part(composer, PART_IMPORT, header);
	}
	put_part(composer, PART_IMPORTS_END, header);
}

static void
put_header(struct module_composer *composer)
{
	struct go_source *header = &composer->header;

	go_source_clear(header);
	if (composer->file == 0) {
		draw_words(composer);
		put_part(composer, PART_PACKAGE_DOC, header);
	}
	put_part(composer, PART_PACKAGE, header);
	if (composer->std_used || composer->own_imports_count > 0)
		put_imports(composer, header);
}

/* The imports of this file: those whose turn it is, and up to two more. In the order of the package's list,
 * which is that of their paths. */
static void
choose_imports(struct module_composer *composer)
{
	uint64_t files = composer->package_files;
	size_t count = composer->imports_count;

	composer->own_imports_count = 0;
	if (count == 0)
		return;
	for (size_t i = 0; i < count; i++)
		composer->imports[i].used = composer->file < count && i % files == composer->file;
	for (uint32_t more = random_below(&composer->random, 3); more > 0; more--)
		composer->imports[random_below(&composer->random, (uint32_t)count)].used = true;
	for (size_t i = 0; i < count; i++)
		if (composer->imports[i].used)
			composer->own_imports[composer->own_imports_count++] = (uint32_t)i;
}

static void
choose_std(struct module_composer *composer)
{
	double wanted = random_unit(&composer->random) * 2 * composer->plan->std_imports;
	unsigned count = (unsigned)(wanted + random_unit(&composer->random));
	uint32_t chosen = 0;

	composer->std_count = composer->std_used = 0;
	for (unsigned tries = 0; tries < count * 4 && composer->std_count < count; tries++) {
		unsigned std = composer->snippets->std_draws[random_below(&composer->random, STD_DRAWS)];
		if (chosen & UINT32_C(1) << std)
			continue;
		chosen |= UINT32_C(1) << std;
		composer->std_chosen[composer->std_count++] = (unsigned char)std;
	}
	composer->std_pending = composer->std_count;
}

static void
begin_file(struct module_composer *composer, uint64_t file)
{
	composer->file = file;
	composer->random = random_stream(composer->plan->seed, composer->package, file);
	composer->name = module_plan_file_name(composer->plan, composer->package, file);
	composer->declarations = composer->statements = composer->methods = 0;
	module_plan_type_name(&composer->name, &composer->type_name);
	set_word(composer, 'T', &composer->type_name);
	go_source_clear(&composer->uses);
	go_source_clear(&composer->body);
}

static uint64_t
draw_lines(struct module_composer *composer)
{
	double lines = random_lognormal(&composer->random, composer->plan->lines, composer->plan->tail);

	return lines < LINES_MOST ? (uint64_t)lines : LINES_MOST;
}

/* "QuietLedger", 12 -> "quiet_ledger12.go" */
static void
name_file(const struct module_composer *composer, char *name)
{
	const struct module_snippets *snippets = composer->snippets;
	struct go_name made = {.length = 0};

	go_name_add(&made, snippets->adjectives[composer->name.adjective].text);
	go_name_add(&made, "_");
	go_name_add(&made, snippets->nouns[composer->name.noun].text);
	if (composer->name.round > 0)
		go_name_add_number(&made, composer->name.round);
	go_name_add(&made, ".go");
	memcpy(name, made.bytes, made.length);
	name[made.length] = '\0';
}

/* Room in front of the body for a header, which is known only when the body is. */
static size_t
header_room(const struct module_composer *composer)
{
	return 1024 + composer->imports_count * (GO_WORD_MOST + 4);
}

static void
join_header(struct module_composer *composer, size_t room, struct module_text *text)
{
	const struct go_source *header = &composer->header;
	char *start = composer->body.data + room - header->length;

	if (header->length > room)
		BUG("a header of %zu bytes", header->length);
	memcpy(start, header->data, header->length);
	text->bytes = start;
	text->count = composer->body.length - room + header->length;
	text->lines = composer->body.lines + header->lines;
}

void
module_composer_file(struct module_composer *composer, uint64_t file, struct module_text *text)
{
	bool is_main = composer->package == composer->plan->packages;
	size_t room = header_room(composer);
	const struct form *form;
	uint64_t lines;
	bool generic;

	begin_file(composer, file);
	lines = draw_lines(composer);
	generic = random_chance(&composer->random, composer->plan->generics);
	choose_std(composer);
	choose_imports(composer);
	go_source_reserve(&composer->body, room);
	composer->body.length = room;
	form = &composer->snippets->forms[module_plan_form(&composer->name, composer->snippets->form_count)];
	draw_words(composer);
	put(composer, &form->text, &composer->body);
	if (generic) {
		go_blank_line(&composer->body);
		put_generic(composer);
	}
	put_declarations(composer, lines, generic);
	put_entry(composer, form);
	if (is_main)
		put_main(composer);
	put_header(composer);
	join_header(composer, room, text);
	name_file(composer, text->name);
}

static int
compare_folders(const void *left, const void *right)
{
	const struct go_name *a = &((const struct module_import *)left)->folder;
	const struct go_name *b = &((const struct module_import *)right)->folder;
	int order = memcmp(a->bytes, b->bytes, a->length < b->length ? a->length : b->length);

	return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static void
add_import(struct module_composer *composer, uint64_t package, bool child)
{
	size_t capacity = composer->imports_capacity;
	struct module_import *import;

	composer->imports = memory_grow(
		composer->imports, composer->imports_count, &composer->imports_capacity, sizeof *composer->imports);
	if (composer->imports_capacity != capacity)
		composer->own_imports =
			memory_resize(composer->own_imports, composer->imports_capacity, sizeof *composer->own_imports);
	import = &composer->imports[composer->imports_count++];
	*import = (struct module_import){.package = package, .child = child};
	module_plan_folder(composer->plan, package, &import->folder);
	module_plan_package_name(composer->plan, package, &import->qualifier);
	go_name_add(&import->qualifier, ".");
}

void
module_composer_package(struct module_composer *composer, uint64_t package)
{
	uint64_t first, end, extra[IMPORTS_MOST];
	size_t extra_count = module_plan_extra_imports(composer->plan, package, extra);

	composer->package = package;
	composer->package_files = module_plan_package_files(composer->plan, package);
	composer->imports_count = 0;
	module_plan_package_name(composer->plan, package, &composer->package_name);
	set_word(composer, 'p', &composer->package_name);
	module_plan_children(composer->plan, package, &first, &end);
	for (; first < end; first++)
		add_import(composer, first, true);
	for (size_t i = 0; i < extra_count; i++)
		add_import(composer, extra[i], false);
	if (composer->imports_count > 1)
		qsort(composer->imports, composer->imports_count, sizeof *composer->imports, compare_folders);
}

void
module_composer_init(
	struct module_composer *composer, const struct module_plan *plan, const struct module_snippets *snippets)
{
	*composer = (struct module_composer){.plan = plan, .snippets = snippets};
	composer->fill.banks[GO_LETTERS] = composer->fill.words;
	composer->fill.words['\0'] = (struct go_word){composer->counter.bytes, 0};
	draw_words(composer);
	composer->fill.special = put_special;
}

void
module_composer_release(struct module_composer *composer)
{
	go_source_release(&composer->body);
	go_source_release(&composer->uses);
	go_source_release(&composer->header);
	free(composer->imports);
	free(composer->own_imports);
}
