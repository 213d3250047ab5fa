/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/probe/probe.h"
#include "base/memory.h"
#include "campaign/probe/probe_place.h"
#include "campaign/running.h"
#include "execute/projects/asked_release.h"
#include "execute/projects/mod_file.h"
#include "plan/user_build.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "toolchain/environment.h"
#include "toolchain/fetch/find.h"

#include <string.h>

/* What `go env` knows better than the environment: settings by `go env -w`, and standards. */
static const char *const asked[] = {"GOFLAGS", "GOOS", "GOARCH", "GOAMD64", "CGO_ENABLED", "GOEXPERIMENT",
	"GOTOOLCHAIN", "GOHOSTOS", "GOHOSTARCH"};

/* The user's side of a probe, found before anything is measured. */
struct user {
	struct probe_place place;
	struct user_build build;
	struct list settings; /* "NAME=value" for each of `asked` */
	char *release;        /* that builds it, as toolchain_find() takes it */
};

static void
user_dispose(struct user *user)
{
	probe_place_dispose(&user->place);
	user_build_dispose(&user->build);
	list_dispose(&user->settings);
	cleanup_free_pointer(&user->release);
}
#define CLEANUP_USER __attribute__((cleanup(user_dispose)))

static const char *
setting_of(const struct user *user, const char *name)
{
	return text_assigned(list_strings(&user->settings), name);
}

/* The variables, then what the go command says of them: the later counts. */
static void
take_variables(struct user *user)
{
	CLEANUP_FREE char *host =
		text_format("%s/%s", setting_of(user, "GOHOSTOS"), setting_of(user, "GOHOSTARCH"));
	CLEANUP_LIST struct list environment = {0};

	for (const char *const *variable = machine_environment(); *variable; variable++)
		list_add(&environment, *variable);
	for (size_t i = 0; i < user->settings.count; i++)
		list_add(&environment, user->settings.items[i]);
	user_build_variables(&user->build, list_strings(&environment), host);
}

static bool
take_words(const struct probe_request *request, struct user *user, struct error *err)
{
	CLEANUP_LIST struct list flags = {0};

	if (!list_split_words(&flags, setting_of(user, "GOFLAGS")))
		return error_raise(err, ERROR_USAGE, "GOFLAGS", "a quote is not closed");
	return user_build_words(&user->build, &flags, "GOFLAGS", err) &&
		   user_build_words(&user->build, &request->words, "arguments", err);
}

static bool
find_release(struct user *user, const char *host, struct error *err)
{
	CLEANUP_TEXT struct text mod = {0};

	if (!probe_place_mod(&user->place, &mod, err))
		return false;
	user->release = asked_release(text_string(&mod), setting_of(user, "GOTOOLCHAIN"), host);
	return true;
}

static bool
find_user(const struct probe_request *request, struct user *user, struct error *err)
{
	struct toolchain host;

	if (!probe_place_find(request->what, &user->place, err) ||
		!toolchain_find("host", false, true, &host, err))
		return false;
	bool done = toolchain_user_settings(host.go, asked, COUNT_OF(asked), &user->settings, err) &&
				take_words(request, user, err) && find_release(user, host.version, err);
	toolchain_dispose(&host);
	if (done)
		take_variables(user);
	return done;
}

/* Everything but the settings, which can be longer than a line of a file. */
static char *
experiment_of(const struct probe_request *request, const struct user *user)
{
	CLEANUP_TEXT struct text text = {0};

	text_append_format(&text,
		"[experiment]\nquestion = What does this build need, and what for?\nsamples = yes\n"
		"[project]\ngenerator = %s\n",
		user->place.generator);
	for (size_t i = 0; i < request->parameters.count; i++)
		text_append_format(&text, "%s\n", request->parameters.items[i]);
	text_append_format(&text, "[workload]\nname = build\ncache = %s\n", request->all ? "cold" : "std");
	return memory_copy_text(text_string(&text));
}

static void
settings_of(const struct user *user, struct list *overrides)
{
	CLEANUP_FREE char *target = probe_place_target(&user->place, &user->build.packages);
	CLEANUP_FREE char *escaped = user_build_escape(target);

	list_add_format(overrides, "go=%s", user->release);
	list_add_format(overrides, "target=%s", escaped);
	user_build_overrides(&user->build, overrides);
}

/* Of its own for each place, by its name and the hash of where it is. */
static char *
results_of(const struct probe_request *request, const struct user *user)
{
	char hash[HASH_TEXT_BYTES];
	CLEANUP_FREE char *folder = places_cache("probe");

	if (request->results)
		return memory_copy_text(request->results);
	(void)hash_format(hash, hash_text(user->place.generator));
	return text_format("%s/%s-%.8s", folder, user->place.name, hash);
}

static bool
measure(
	const struct probe_request *request, const struct user *user, struct probe_run *run, struct error *err)
{
	CLEANUP_FREE char *text = experiment_of(request, user);
	CLEANUP_LIST struct list overrides = {0};
	struct session session;

	settings_of(user, &overrides);
	struct session_request asked_for = {.path = "probe.ini",
		.text = text,
		.results_folder = run->results,
		.overrides = list_strings(&overrides),
		.shard = 1,
		.shards = 1,
		.quiet = request->quiet};
	struct running how = {.yes = true, .fresh = request->fresh, .quiet = request->quiet};
	if (!session_open(&asked_for, &session, err))
		return false;
	memcpy(run->run_id, session.plan.runs[0].id, sizeof run->run_id);
	bool done = session_run(&session, &how, err);
	session_dispose(&session);
	return done;
}

/* "require example.org/lib v1.2.3" */
static void
take_module(const struct list *words, void *context)
{
	struct list *modules = context;
	bool own = words->count >= 2 && text_equal(words->items[0], "module");
	bool required = words->count >= 2 && text_equal(words->items[0], "require") && modules->count > 0;

	if (own || required)
		list_add(modules, words->items[1]);
}

/* Of what is fetched its name alone is known: get:example.org/lib@v1.2.3. */
static void
find_modules(const struct user *user, struct list *modules)
{
	const char *generator = user->place.generator;
	CLEANUP_TEXT struct text mod = {0};
	struct error none = ERROR_INIT;

	if (text_starts_with(generator, PLACE_MODULE)) {
		const char *path = generator + strlen(PLACE_MODULE);
		list_add_format(modules, "%.*s", (int)strcspn(path, "@"), path);
	} else if (probe_place_mod(&user->place, &mod, &none)) {
		mod_file_each(text_string(&mod), take_module, modules);
	}
}

static void
tell_found(const struct user *user, struct list *found)
{
	if (!text_equal(user->release, "host"))
		list_add_format(found, "Go %s (%s)", user->release,
			text_starts_with(setting_of(user, "GOTOOLCHAIN"), "go1") ? "GOTOOLCHAIN"
																	 : "asked for by the project");
	user_build_found(&user->build, found);
}

bool
probe_measure(const struct probe_request *request, struct probe_run *run, struct error *err)
{
	CLEANUP_USER struct user user = {0};

	*run = (struct probe_run){0};
	if (find_user(request, &user, err)) {
		run->results = results_of(request, &user);
		tell_found(&user, &run->found);
		find_modules(&user, &run->modules);
		if (measure(request, &user, run, err))
			return true;
	}
	probe_run_dispose(run);
	return false;
}

void
probe_run_dispose(struct probe_run *run)
{
	cleanup_free_pointer(&run->results);
	list_dispose(&run->found);
	list_dispose(&run->modules);
	*run = (struct probe_run){0};
}
