/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/catalogue/catalogue_generators.h"
#include "base/json_text.h"
#include "base/text.h"
#include "commands/catalogue/catalogue.h"
#include "generators/generator.h"

/* "Go 1.24 to 1.26: exponential" without the law. */
static void
append_releases(const struct expected_law *law, struct text *text)
{
	if (law->first_minor == 0 && law->last_minor == 0)
		text_append(text, "every release");
	else if (law->first_minor == 0)
		text_append_format(text, "up to Go 1.%u", law->last_minor);
	else if (law->last_minor == 0)
		text_append_format(text, "from Go 1.%u", law->first_minor);
	else if (law->first_minor == law->last_minor)
		text_append_format(text, "Go 1.%u", law->first_minor);
	else
		text_append_format(text, "Go 1.%u to 1.%u", law->first_minor, law->last_minor);
}

static void
append_laws(const struct generator *generator, struct text *text)
{
	for (const struct expected_law *law = generator->laws; law->law; law++) {
		text_append_format(text, "%s%s", law == generator->laws ? "" : "; ", law->law);
		if (!generator->laws[1].law)
			continue;
		text_append(text, " (");
		append_releases(law, text);
		text_append(text, ")");
	}
}

static void
set(json_t *object, const char *key, const char *value)
{
	(void)json_object_set_new(object, key, json_text(value));
}

json_t *
catalogue_list_generators(struct error *err)
{
	json_t *array = json_array();

	(void)err;
	for (const struct generator *const *generator = generators; *generator; generator++) {
		json_t *object = catalogue_add(array, (*generator)->name, (*generator)->summary);
		CLEANUP_TEXT struct text laws = {0};
		append_laws(*generator, &laws);
		set(object, "size", (*generator)->size_parameter);
		set(object, "oldest_go", (*generator)->oldest_go);
		set(object, "law", text_string(&laws));
		set(object, "issues", (*generator)->issues);
	}
	return array;
}

/* "1 to 1000000, asks above 100000" or "chain|diamond"; "" for a release. */
static void
append_range(const struct parameter *parameter, const char *separator, struct text *text)
{
	if (parameter->choices)
		text_append_format(text, "%s%s", separator, parameter->choices);
	else if (parameter->kind != PARAMETER_RELEASE)
		text_append_format(text, "%s%.15g to %.15g", separator, parameter->least, parameter->most);
	if (parameter->ask > 0)
		text_append_format(text, ", asks above %.15g", parameter->ask);
}

static void
describe_parameter(const struct parameter *parameter, FILE *out)
{
	CLEANUP_TEXT struct text range = {0};

	append_range(parameter, ", ", &range);
	fprintf(out, "  %-18s %s\n  %-18s standard %s%s%s%s\n", parameter->name, parameter->help, "",
		parameter->standard, text_string(&range), parameter->unit[0] ? " " : "", parameter->unit);
}

static void
describe_laws(const struct generator *generator, FILE *out)
{
	for (const struct expected_law *law = generator->laws; law->law; law++) {
		CLEANUP_TEXT struct text releases = {0};
		append_releases(law, &releases);
		fprintf(out, "  %-18s %s (%s)\n", text_string(&releases), law->law, law->source);
	}
}

static void
describe(const struct generator *generator, FILE *out)
{
	fprintf(out, "generator %s (version %u): %s\n\n%s\n", generator->name, generator->version,
		generator->summary, generator->stresses);
	if (generator->issues[0])
		fprintf(out, "Issues: %s\n", generator->issues);
	fprintf(out, "Oldest Go: %s. Size: %s.\n", generator->oldest_go, generator->size_parameter);
	if (generator->needs_cgo)
		fputs("Needs CGO_ENABLED = 1 and a C compiler.\n", out);
	fputs("\nmemory expected over the size:\n", out);
	describe_laws(generator, out);
	fputs("\nparameters:\n", out);
	for (const struct parameter *parameter = generator->parameters; parameter->name; parameter++)
		describe_parameter(parameter, out);
}

bool
catalogue_describe_generator(const char *name, FILE *out)
{
	for (const struct generator *const *generator = generators; *generator; generator++) {
		if (!text_equal((*generator)->name, name))
			continue;
		describe(*generator, out);
		return true;
	}
	return false;
}

static void
parameter_row(const struct parameter *parameter, FILE *out)
{
	CLEANUP_TEXT struct text range = {0};

	append_range(parameter, "", &range);
	fprintf(out, "| `%s` | %s | ", parameter->name, parameter->standard);
	for (const char *at = text_string(&range); *at; at++)
		fprintf(out, "%s%c", *at == '|' ? "\\" : "", *at); /* a bare bar would end the cell */
	fprintf(out, " | %s | %s |\n", parameter->unit, parameter->help);
}

static void
markdown_section(const struct generator *generator, FILE *out)
{
	fprintf(out, "\n### %s\n\n%s. Size: `%s`. Oldest Go: %s.%s\n\n%s\n\n", generator->name,
		generator->summary, generator->size_parameter, generator->oldest_go,
		generator->needs_cgo ? " Needs CGO_ENABLED = 1 and a C compiler." : "", generator->stresses);
	if (generator->issues[0])
		fprintf(out, "Issues: %s.\n\n", generator->issues);
	fputs("| memory expected over the size | releases | source |\n| --- | --- | --- |\n", out);
	for (const struct expected_law *law = generator->laws; law->law; law++) {
		CLEANUP_TEXT struct text releases = {0};
		append_releases(law, &releases);
		fprintf(out, "| %s | %s | %s |\n", law->law, text_string(&releases), law->source);
	}
	fputs("\n| parameter | standard | range | unit | what it is |\n| --- | --- | --- | --- | --- |\n", out);
	for (const struct parameter *parameter = generator->parameters; parameter->name; parameter++)
		parameter_row(parameter, out);
}

void
catalogue_generators_markdown(FILE *out)
{
	for (const struct generator *const *generator = generators; *generator; generator++)
		markdown_section(*generator, out);
}
