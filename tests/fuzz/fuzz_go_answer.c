/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What go commands and gorge's own Go programs answer. The first letter says which of them.
 */
#include "analyse/projects/survey.h"
#include "execute/foresee/refusal.h"
#include "execute/projects/go_list_tests.h"
#include "execute/projects/local_dependencies.h"
#include "execute/projects/unsuited.h"
#include "fuzz.h"
#include "measure/workloads/workload.h"
#include "platform/process.h"
#include "toolchain/environment.h"
#include "toolchain/fetch/fetcher.h"
#include "toolchain/fetch/module_fetch.h"
#include "toolchain/fetch/offer.h"
#include "toolchain/release.h"

static void
count_by(bool (*count)(char *listing, struct local_packages *packages, const char **bad_line), char *text)
{
	struct local_packages packages = {0};
	const char *bad_line = NULL;

	if (!count(text, &packages, &bad_line) && !bad_line)
		abort();
	list_dispose(&packages.std);
}

static void
list_plain(char *text)
{
	count_by(local_packages_count, text);
}

static void
list_tests(char *text)
{
	count_by(go_list_tests_count, text);
}

/* What is taken for a release can be read as one again. */
static void
offer(char *text)
{
	CLEANUP_LIST struct list releases = {0};
	struct error err = ERROR_INIT;
	struct release release;

	offer_parse(text, "linux-amd64", &releases);
	for (size_t i = 0; i < releases.count; i++)
		if (!release_parse(releases.items[i], &release, &err))
			abort();
}

static void
network_settings(char *text)
{
	CLEANUP_LIST struct list told = {0};

	toolchain_network_settings_parse(text, &told);
	for (size_t i = 0; i < told.count; i++)
		if (!strchr(told.items[i], '=') || strpbrk(told.items[i], "\r\n"))
			abort();
}

static void
module_download(char *text)
{
	struct text answer = {.data = text, .length = strlen(text)};

	free(fetcher_answer_text(&answer, "Dir"));
	(void)fetcher_meaning(text);
	(void)module_fetch_error(text);
}

/* A line of why has no line end, and nothing that a terminal would obey. */
static void
complaints(char *text)
{
	char why[160], unsuited[160];
	struct error err = ERROR_INIT;
	const char *argv[] = {"go", "build", NULL};
	struct process process = {.argv = argv};

	(void)refusal_is_host_fault(1, text);
	if (process_failed(&process, 1, text, ERROR_PROGRAM, &err) || err.why[0] == '\0')
		abort();
	if (unsuited_says(text, unsuited, sizeof unsuited) && strchr(unsuited, '\n'))
		abort();
	refusal_complaint(text, why, sizeof why);
	for (const char *at = why; *at; at++)
		if ((unsigned char)*at < ' ' && *at != '\t' && *at != '\r')
			abort();
}

static void
survey(char *text)
{
	struct error err = ERROR_INIT;
	struct survey survey;
	bool taken = survey_parse(text, "fuzz", &survey, &err);

	fuzz_check(taken, &err);
	if (taken)
		survey_dispose(&survey);
}

static void
loader(char *text)
{
	struct workload_report report = {0};
	struct error err = ERROR_INIT;

	fuzz_check(workload_load.report(text, &report, &err), &err);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const parsers[])(char *text) = {
		list_plain, list_tests, offer, network_settings, module_download, complaints, survey, loader};
	CLEANUP_FREE char *text = size > 0 ? fuzz_text(data + 1, size - 1) : NULL;

	if (text)
		parsers[fuzz_choice(data, COUNT_OF(parsers))](text);
	return 0;
}
