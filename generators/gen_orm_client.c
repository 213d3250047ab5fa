/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an ORM generates of a schema: for each table a package of predicates, which instantiate the generic
 * ones of a library, and one package of the builders of all tables, which uses all of those.
 */
#include "generators/pattern.h"
#include "base/memory.h"

#include <string.h>

enum { TABLES, COLUMNS, GO, SEED };

static const struct parameter parameters[] = {
	[TABLES] = COUNT_PARAMETER("tables", "tables", "20", 1, 1000, 600, "Tables, each a package of its own."),
	[COLUMNS] = COUNT_PARAMETER("columns", "columns a table", "4", 1, 1000, 0, "Columns of each table."),
	[GO] = GO_PARAMETER("1.18"),
	[SEED] = SEED_PARAMETER,
	{0},
};

enum file { SQL, PREDICATE, CONDITIONS, CLIENT, BUILDERS };

/* Of those with one value; the others take a list. */
static const char *const operators[] = {"EQ", "NEQ", "GT", "GTE", "LT", "LTE", "In", "NotIn"};
enum { FIRST_LIST = 6, OPERATORS = COUNT_OF(operators) };

static const char *const column_types[] = {"int", "string", "float64", "bool"};

/* What a text is printed for, again and again. */
enum loop { ONCE, TABLE, OPERATOR, LIST, COLUMN, COLUMN_OPERATOR, COLUMN_LIST };
static const struct {
	bool tables, columns;
	unsigned first_operator, end_operator;
} loops[] = {
	[ONCE] = {false, false, 0, 1},
	[TABLE] = {true, false, 0, 1},
	[OPERATOR] = {false, false, 0, FIRST_LIST},
	[LIST] = {false, false, FIRST_LIST, OPERATORS},
	[COLUMN] = {false, true, 0, 1},
	[COLUMN_OPERATOR] = {false, true, 0, FIRST_LIST},
	[COLUMN_LIST] = {false, true, FIRST_LIST, OPERATORS},
};

static const struct file_text {
	enum file file;
	enum loop loop;
	const char *text;
} texts[] = {
#define TEXT(file, loop, text) {file, loop, text},
#include "generators/orm_client.def"
#undef TEXT
};

/* What fills the holes of a text, by their letters; a number is drawn for one that has nothing. */
struct words {
	const char *by_letter['z' + 1];
};

static void
print_text(struct pattern *pattern, const char *text, const struct words *words)
{
	for (;;) {
		int length = (int)strcspn(text, "$");
		const char *word;

		pattern_print(pattern, "%.*s", length, text);
		if (text[length] == '\0')
			return;
		word = words->by_letter[(unsigned char)text[length + 1]];
		if (word)
			pattern_print(pattern, "%s", word);
		else
			pattern_print(pattern, "%u", 1 + pattern_draw(pattern, 1000));
		text += length + 2;
	}
}

/* A text for one table, as often as its columns and operators want it. */
static void
print_for_table(struct pattern *pattern, const struct file_text *text, unsigned table)
{
	unsigned columns = loops[text->loop].columns ? pattern_count(pattern, COLUMNS) : 1;
	char table_number[16], column_number[16];
	struct words words = {.by_letter = {['t'] = table_number, ['c'] = column_number}};

	(void)snprintf(table_number, sizeof table_number, "%03u", table);
	for (unsigned column = 0; column < columns; column++) {
		(void)snprintf(column_number, sizeof column_number, "%03u", column);
		words.by_letter['g'] = column_types[column % COUNT_OF(column_types)];
		for (unsigned i = loops[text->loop].first_operator; i < loops[text->loop].end_operator; i++) {
			words.by_letter['o'] = operators[i];
			print_text(pattern, text->text, &words);
		}
	}
}

/* Prints a file's texts and closes it; `table` is the one that the file is about, if any. */
static bool
fill_file(struct pattern *pattern, enum file file, unsigned table)
{
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		bool all = loops[texts[i].loop].tables;
		unsigned end = all ? pattern_count(pattern, TABLES) : table + 1;
		for (unsigned at = all ? 0 : table; texts[i].file == file && at < end; at++)
			print_for_table(pattern, &texts[i], at);
	}
	return pattern_close(pattern);
}

static bool
write_client(struct pattern *pattern)
{
	if (!pattern_enter(pattern, FOLDER_PACKAGE, "client"))
		return false;
	pattern_open(pattern, "client.go");
	if (!fill_file(pattern, CLIENT, 0))
		return false;
	for (unsigned table = 0; table < pattern_count(pattern, TABLES); table++) {
		pattern_open(pattern, "table%03u.go", table);
		if (!fill_file(pattern, BUILDERS, table))
			return false;
	}
	return true;
}

static bool
write_main(struct pattern *pattern)
{
	return pattern_enter(pattern, FOLDER_MAIN, "%s", "") && pattern_main(pattern, "client", 0) &&
		   pattern_go_mod(pattern, PATTERN_MODULE, pattern->values->items[GO].count, "");
}

/* A package of a name and of one file. */
static bool
write_package(struct pattern *pattern, const char *name, enum file file, unsigned table)
{
	if (!pattern_enter(pattern, FOLDER_PACKAGE, "%s", name))
		return false;
	pattern_open(pattern, "%s.go", name);
	return fill_file(pattern, file, table);
}

/* Folders that are there once; those of the tables follow. The largest comes first, so that no thread is left
 * alone with it. */
enum { CLIENT_FOLDER, MAIN_FOLDER, SQL_FOLDER, PREDICATE_FOLDER, FIRST_TABLE };

static bool
write_folder(struct pattern *pattern, uint64_t index)
{
	unsigned table = (unsigned)index - FIRST_TABLE;
	char name[16];

	if (index == CLIENT_FOLDER)
		return write_client(pattern);
	if (index == MAIN_FOLDER)
		return write_main(pattern);
	if (index == SQL_FOLDER)
		return write_package(pattern, "sql", SQL, 0);
	if (index == PREDICATE_FOLDER)
		return write_package(pattern, "predicate", PREDICATE, 0);
	(void)snprintf(name, sizeof name, "table%03u", table);
	return write_package(pattern, name, CONDITIONS, table);
}

static bool
write(const struct parameter_values *values, struct project_writer *writer, struct error *err)
{
	uint64_t folders = FIRST_TABLE + values->items[TABLES].count;

	return pattern_write(&(struct pattern_folders){values, SEED, folders, write_folder}, writer, err);
}

static const struct expected_law laws[] = {
	{18, 20, "linear", "measured: 9 to 10 MB a table of 4 columns"},
	{24, 27, "linear", "measured: 8 MB a table of 4 columns; ent/ent#3814"},
	{0},
};

static const char *const std_packages[] = {"runtime", NULL};

const struct generator generator_orm_client = {
	.name = "orm_client",
	.summary = "an ORM's client: a package of generic predicates for each table, and one of all builders",
	.stresses =
		"One package of very many small methods, which inlines and instantiates again what all that it "
		"imports is made of.",
	.issues = "ent/ent#3814, #3865",
	.oldest_go = "1.18",
	.version = 1,
	.parameters = parameters,
	.size_parameter = "tables",
	.laws = laws,
	.std_packages = std_packages,
	.write = write,
};
