/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/module/module_file.h"
#include "generators/module/module_body.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>

/* No file is longer than this many lines, whatever its draw. */
enum { LINES_MOST = 200000 };
/* Calls that one function of main makes, lest it becomes a giant of its own. */
enum { STAGE_CALLS = 64 };

/* Uses an import of this file: runs it where that is this file's part, else calls some file of it. */
static void
put_use_of_import(struct module_composer *composer, size_t index, struct go_source *source)
{
	const struct module_import *import = &composer->imports[index];
	const struct go_snippet *call;

	module_draw_words(composer);
	module_next_local(composer, 1);
	call = module_call_other(composer, import, import->files, 1);
	if (import->child && index % composer->package_files == composer->file)
		module_put_part(composer, PART_ENTRY_PACKAGE, source);
	else
		module_put(composer, call, source);
}

/* Calls the entries that only this file reaches: of two files of its package, as in a heap, and of its share
 * of the packages that only its package reaches. */
static void
put_reached(struct module_composer *composer, struct go_source *source)
{
	for (uint64_t file = composer->file * 2 + 1; file <= composer->file * 2 + 2; file++) {
		if (!composer->plan->reachable || file >= composer->package_files)
			break;
		(void)module_name_other(composer, NULL, file);
		module_put_part(composer, PART_ENTRY_CHILD, source);
	}
	for (size_t i = 0; i < composer->own_imports_count; i++)
		put_use_of_import(composer, composer->own_imports[i], source);
}

static void
put_entry(struct module_composer *composer, const struct form *form)
{
	struct go_source *body = &composer->body;

	go_blank_line(body);
	module_put_part(composer, PART_ENTRY, body);
	module_draw_words(composer);
	module_put(composer, &form->construct, body);
	module_put_part(composer, PART_ENTRY_TOTAL, body);
	go_append_bytes(body, composer->uses.data, composer->uses.length, composer->uses.lines);
	if (composer->package < composer->plan->packages)
		put_reached(composer, body);
	module_put_part(composer, PART_ENTRY_END, body);
	if (composer->file == 0 && composer->package < composer->plan->packages) {
		go_blank_line(body);
		module_put_part(composer, PART_RUN, body);
	}
}

static void
set_counter(struct module_composer *composer, uint64_t number)
{
	go_name_clear(&composer->counter);
	go_name_add_number(&composer->counter, number);
	module_set_word(composer, 'k', &composer->counter);
}

static void
put_link(struct module_composer *composer, const struct module_import *import, enum module_part part)
{
	uint64_t files = import ? import->files : composer->package_files;

	(void)module_name_other(composer, import, random_below(&composer->random, (uint32_t)files));
	module_put_part(composer, part, &composer->body);
}

/* An interface that names types of the same package, and of its imports that are this file's turn: what uses
 * the file's type from outside makes the compiler read all of these as well. */
static void
put_api(struct module_composer *composer)
{
	go_blank_line(&composer->body);
	module_draw_words(composer);
	module_put_part(composer, PART_API, &composer->body);
	put_link(composer, NULL, PART_API_GET);
	put_link(composer, NULL, PART_API_LIST);
	for (size_t i = composer->file; i < composer->imports_count; i += composer->package_files) {
		set_counter(composer, i);
		if (composer->imports[i].exposed)
			put_link(composer, &composer->imports[i], PART_API_OTHER);
	}
	module_put_part(composer, PART_API_END, &composer->body);
}

/* One function that runs up to STAGE_CALLS of the packages main imports. */
static void
put_stage(struct module_composer *composer, size_t first)
{
	struct go_source *body = &composer->body;
	size_t end = first + STAGE_CALLS;

	set_counter(composer, first / STAGE_CALLS);
	module_put_part(composer, PART_MAIN_STAGE, body);
	for (size_t i = first; i < end && i < composer->imports_count; i++) {
		(void)module_name_other(composer, &composer->imports[i], 0);
		module_put_part(composer, PART_ENTRY_PACKAGE, body);
	}
	module_put_part(composer, PART_ENTRY_END, body);
	go_blank_line(body);
}

static void
put_main(struct module_composer *composer)
{
	struct go_source *body = &composer->body;

	go_blank_line(body);
	for (size_t i = 0; i < composer->imports_count; i += STAGE_CALLS)
		put_stage(composer, i);
	module_put_part(composer, PART_MAIN, body);
	module_put_part(composer, PART_MAIN_CHECK, body);
	for (size_t i = 0; i < composer->imports_count; i += STAGE_CALLS) {
		set_counter(composer, i / STAGE_CALLS);
		module_put_part(composer, PART_MAIN_CALL, body);
	}
	module_put_part(composer, PART_MAIN_END, body);
}

static void
put_imports(struct module_composer *composer, struct go_source *header)
{
	module_put_part(composer, PART_IMPORTS, header);
	for (uint32_t left = composer->std_used; left != 0; left &= left - 1)
		module_put(composer, &composer->snippets->std_imports[__builtin_ctz(left)], header);
	if (composer->std_used && composer->own_imports_count > 0)
		go_blank_line(header);
	for (size_t i = 0; i < composer->own_imports_count; i++) {
		module_set_word(composer, 'm', &composer->imports[composer->own_imports[i]].folder);
		module_put_part(composer, PART_IMPORT, header);
	}
	module_put_part(composer, PART_IMPORTS_END, header);
}

static void
put_header(struct module_composer *composer)
{
	struct go_source *header = &composer->header;

	go_source_clear(header);
	if (composer->file == 0) {
		module_draw_words(composer);
		module_put_part(composer, PART_PACKAGE_DOC, header);
	}
	module_put_part(composer, PART_PACKAGE, header);
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
		composer->imports[i].used = false;
	for (size_t i = composer->file; i < count; i += files)
		composer->imports[i].used = true;
	for (uint32_t more = random_below(&composer->random, 3); more > 0; more--)
		composer->imports[random_below(&composer->random, (uint32_t)count)].used = true;
	/* No branch on what chance has chosen: there is room for all of them. */
	for (size_t i = 0; i < count; i++) {
		composer->own_imports[composer->own_imports_count] = (uint32_t)i;
		composer->own_imports_count += composer->imports[i].used;
	}
}

/* Each of the package's large std packages is used by one file at least, and by a third of the others. */
static void
choose_heavy(struct module_composer *composer)
{
	for (unsigned i = 0; i < composer->std_heavy_count; i++)
		if (i % composer->package_files == composer->file || random_below(&composer->random, 3) == 0)
			composer->std_chosen[composer->std_count++] = composer->std_heavy[i];
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
	choose_heavy(composer);
	composer->std_pending = composer->std_count;
}

static void
begin_file(struct module_composer *composer, uint64_t file)
{
	composer->file = file;
	composer->random = random_stream(composer->plan->seed, composer->package, file);
	composer->name = module_plan_file_name(composer->names, file);
	composer->declarations = composer->statements = composer->comments = composer->methods = 0;
	module_plan_type_name(&composer->name, &composer->type_name);
	module_set_word(composer, 'T', &composer->type_name);
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
name_file(struct module_composer *composer)
{
	static const struct word underscore = {"_", 1}, suffix = {".go", 3};
	const struct module_snippets *snippets = composer->snippets;
	struct go_name *name = &composer->file_name;

	go_name_clear(name);
	go_name_add_word(name, &snippets->adjectives[composer->name.adjective]);
	go_name_add_word(name, &underscore);
	go_name_add_word(name, &snippets->nouns[composer->name.noun]);
	if (composer->name.round > 0)
		go_name_add_number(name, composer->name.round);
	go_name_add_word(name, &suffix);
	name->bytes[name->length] = '\0';
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
	module_draw_words(composer);
	module_put(composer, &form->text, &composer->body);
	if (composer->plan->exposed > 0 && !is_main)
		put_api(composer);
	if (generic) {
		go_blank_line(&composer->body);
		module_put_generic(composer);
	}
	module_put_declarations(composer, lines, generic);
	put_entry(composer, form);
	if (is_main)
		put_main(composer);
	put_header(composer);
	join_header(composer, room, text);
	name_file(composer);
	text->name = composer->file_name.bytes;
}

void
module_composer_lend(struct module_composer *composer)
{
	struct go_source *oldest = &composer->lent[composer->lent_next++ % MODULE_LENT], held = *oldest;

	*oldest = composer->body;
	composer->body = held;
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
	import->files = module_plan_package_files(composer->plan, package);
	module_plan_package_name(composer->plan, package, &import->qualifier);
	module_plan_folder(composer->plan, package, &import->qualifier, &import->folder);
	go_name_add(&import->qualifier, ".");
}

static void
choose_exposed(struct module_composer *composer)
{
	struct random random = module_plan_api(composer->plan, composer->package);

	for (size_t i = 0; i < composer->imports_count; i++)
		composer->imports[i].exposed =
			module_plan_exposes(composer->plan, composer->package, composer->imports_count, &random);
}

/* The hub has all of them. */
static void
choose_package_heavy(struct module_composer *composer)
{
	const struct module_snippets *snippets = composer->snippets;
	unsigned count = snippets->std_heavy_count;

	if (composer->package == composer->plan->hub_package && composer->plan->std_heavy > 0) {
		memcpy(composer->std_heavy, snippets->std_heavy, count);
		composer->std_heavy_count = count;
		return;
	}
	composer->std_heavy_count =
		module_plan_heavy(composer->plan, composer->package, count, composer->std_heavy);
	for (unsigned i = 0; i < composer->std_heavy_count; i++)
		composer->std_heavy[i] = snippets->std_heavy[composer->std_heavy[i]];
}

void
module_composer_package(struct module_composer *composer, uint64_t package)
{
	uint64_t first, end, extra[HUB_IMPORTS];
	size_t extra_count = module_plan_extra_imports(composer->plan, package, extra);

	composer->package = package;
	composer->package_files = module_plan_package_files(composer->plan, package);
	composer->names = module_plan_names(composer->plan, package);
	composer->imports_count = 0;
	module_plan_package_name(composer->plan, package, &composer->package_name);
	module_set_word(composer, 'p', &composer->package_name);
	module_plan_children(composer->plan, package, &first, &end);
	for (; first < end; first++)
		add_import(composer, first, true);
	for (size_t i = 0; i < extra_count; i++)
		add_import(composer, extra[i], false);
	choose_package_heavy(composer);
	if (composer->imports_count > 1)
		qsort(composer->imports, composer->imports_count, sizeof *composer->imports, compare_folders);
	choose_exposed(composer);
}

void
module_composer_init(
	struct module_composer *composer, const struct module_plan *plan, const struct module_snippets *snippets)
{
	*composer = (struct module_composer){.plan = plan, .snippets = snippets};
	go_fill_init(&composer->fill, module_put_special);
	module_draw_words(composer);
	go_name_add(&composer->entry, plan->mixed ? "RunAll" : "Run"); /* Run is what patterns call theirs */
	module_set_word(composer, 'E', &composer->entry);
}

void
module_composer_dispose(struct module_composer *composer)
{
	for (size_t i = 0; i < COUNT_OF(composer->lent); i++)
		go_source_dispose(&composer->lent[i]);
	go_source_dispose(&composer->body);
	go_source_dispose(&composer->uses);
	go_source_dispose(&composer->header);
	free(composer->imports);
	free(composer->own_imports);
}
