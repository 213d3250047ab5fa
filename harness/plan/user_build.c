/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/user_build.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum flag_kind {
	FLAG_VALUE,         /* takes a value, and is a setting */
	FLAG_SWITCH,        /* 0 or 1 */
	FLAG_NOTHING,       /* changes nothing that is measured */
	FLAG_NOTHING_VALUE, /* and takes a value */
	FLAG_REFUSED
};

/* The flags of `go help build`; what is not here gorge does not know. */
static const struct flag {
	const char *name;
	enum flag_kind kind;
	enum setting_id setting;
	const char *why; /* of a flag that is refused */
} flags[] = {
	{"p", FLAG_VALUE, SETTING_p, NULL},
	{"gcflags", FLAG_VALUE, SETTING_gcflags, NULL},
	{"ldflags", FLAG_VALUE, SETTING_ldflags, NULL},
	{"tags", FLAG_VALUE, SETTING_tags, NULL},
	{"buildmode", FLAG_VALUE, SETTING_buildmode, NULL},
	{"coverpkg", FLAG_VALUE, SETTING_coverpkg, NULL},
	{"race", FLAG_SWITCH, SETTING_race, NULL},
	{"trimpath", FLAG_SWITCH, SETTING_trimpath, NULL},
	{"cover", FLAG_SWITCH, SETTING_cover, NULL},
	{"asan", FLAG_SWITCH, SETTING_asan, NULL},
	{"a", FLAG_NOTHING, SETTING_COUNT, NULL},
	{"v", FLAG_NOTHING, SETTING_COUNT, NULL},
	{"x", FLAG_NOTHING, SETTING_COUNT, NULL},
	{"json", FLAG_NOTHING, SETTING_COUNT, NULL},
	{"work", FLAG_NOTHING, SETTING_COUNT, NULL},
	{"modcacherw", FLAG_NOTHING, SETTING_COUNT, NULL},
	{"buildvcs", FLAG_NOTHING, SETTING_COUNT, NULL},
	{"o", FLAG_NOTHING_VALUE, SETTING_COUNT, NULL},
	{"mod", FLAG_NOTHING_VALUE, SETTING_COUNT, NULL},
	{"C", FLAG_REFUSED, SETTING_COUNT, "name the folder before '--'"},
	{"n", FLAG_REFUSED, SETTING_COUNT, "nothing would be compiled"},
	{"toolexec", FLAG_REFUSED, SETTING_COUNT, "gorge measures through it"},
	{"overlay", FLAG_REFUSED, SETTING_COUNT, "gorge builds what lies in the folder"},
	{"modfile", FLAG_REFUSED, SETTING_COUNT, "gorge builds by the go.mod that is there"},
	{"compiler", FLAG_REFUSED, SETTING_COUNT, "gorge knows Go's own compiler alone"},
	{"msan", FLAG_REFUSED, SETTING_COUNT, "gorge has no such setting"},
	{"pgo", FLAG_REFUSED, SETTING_COUNT, "gorge has no such setting; a default.pgo is used by itself"},
	{"pkgdir", FLAG_REFUSED, SETTING_COUNT, "gorge has caches of its own"},
	{"installsuffix", FLAG_REFUSED, SETTING_COUNT, "gorge has caches of its own"},
	{"linkshared", FLAG_REFUSED, SETTING_COUNT, "gorge has no such setting"},
	{"asmflags", FLAG_REFUSED, SETTING_COUNT, "gorge has no such setting"},
	{"gccgoflags", FLAG_REFUSED, SETTING_COUNT, "gorge knows Go's own compiler alone"},
	{"covermode", FLAG_REFUSED, SETTING_COUNT, "gorge has no such setting; leave it out"},
};

/* Variables besides the settings that change what tools or cgo's compiler do. */
static const char *const other_variables[] = {"CC", "CXX", "FC", "AR", "PKG_CONFIG", "PKG_CONFIG_PATH",
	"CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "CGO_FFLAGS", "CGO_LDFLAGS", "GO386", "GOARM", "GOARM64",
	"GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM", "GOFIPS140"};

static void
set_value(struct user_build *build, enum setting_id setting, const char *value, const char *origin)
{
	free(build->values[setting]);
	build->values[setting] = memory_copy_text(value);
	build->origins[setting] = origin;
}

static const struct flag *
find_flag(const char *name, size_t bytes)
{
	for (size_t i = 0; i < COUNT_OF(flags); i++)
		if (strlen(flags[i].name) == bytes && strncmp(flags[i].name, name, bytes) == 0)
			return &flags[i];
	return NULL;
}

static bool
takes_value(const struct flag *flag)
{
	return flag->kind == FLAG_VALUE || flag->kind == FLAG_NOTHING_VALUE;
}

static bool
set_switch(struct user_build *build, const struct flag *flag, const char *value, const char *origin,
	struct error *err)
{
	static const struct {
		const char *text, *value;
	} words[] = {{"1", "1"}, {"t", "1"}, {"true", "1"}, {"0", "0"}, {"f", "0"}, {"false", "0"}};

	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (text_equal(value, words[i].text)) {
			set_value(build, flag->setting, words[i].value, origin);
			return true;
		}
	return error_raise(err, ERROR_USAGE, origin, "-%s is true or false, not '%s'", flag->name, value);
}

/* The packages of cgo's and the like can have flags of their own, by patterns; gorge has one such setting. */
static bool
set_flag(struct user_build *build, const struct flag *flag, const char *value, const char *origin,
	struct error *err)
{
	if (flag->kind == FLAG_REFUSED)
		return error_raise(err, ERROR_USAGE, origin, "-%s cannot be followed: %s", flag->name, flag->why);
	if (flag->kind == FLAG_SWITCH)
		return set_switch(build, flag, value ? value : "true", origin, err);
	if (flag->kind != FLAG_VALUE)
		return true;
	if (build->values[flag->setting] && text_equal(build->origins[flag->setting], origin))
		return error_raise(
			err, ERROR_USAGE, origin, "-%s is given twice, of which gorge follows one", flag->name);
	set_value(build, flag->setting, value, origin);
	return true;
}

/* Takes the flag at words[i]; returns how many words it used up, 0 for an error. */
static size_t
take_flag(struct user_build *build, const struct list *words, size_t i, const char *origin, struct error *err)
{
	const char *word = words->items[i], *name = word + strspn(word, "-"), *value = strchr(name, '=');
	const struct flag *flag = find_flag(name, value ? (size_t)(value - name) : strlen(name));
	bool apart;

	if (!flag) {
		(void)error_raise(err, ERROR_USAGE, origin, "'%s' is no flag of go build that gorge knows", word);
		return 0;
	}
	apart = takes_value(flag) && !value;
	if (apart && i + 1 == words->count) {
		(void)error_raise(err, ERROR_USAGE, origin, "-%s needs a value", flag->name);
		return 0;
	}
	if (!set_flag(build, flag, apart ? words->items[i + 1] : value ? value + 1 : NULL, origin, err))
		return 0;
	return apart ? 2 : 1;
}

bool
user_build_words(struct user_build *build, const struct list *words, const char *origin, struct error *err)
{
	for (size_t i = 0, used; i < words->count; i += used) {
		used = 1;
		if (words->items[i][0] != '-')
			list_add(&build->packages, words->items[i]);
		else if ((used = take_flag(build, words, i, origin, err)) == 0)
			return false;
	}
	return true;
}

/* What a variable says that the go command would do without it as well is none of the user's. */
static bool
is_standard(enum setting_id setting, const char *value, const char *host)
{
	const size_t system = strcspn(host, "/");

	if (setting == SETTING_GOOS)
		return strlen(value) == system && strncmp(value, host, system) == 0;
	if (setting == SETTING_GOARCH)
		return text_equal(value, host + system + (host[system] == '/'));
	return setting == SETTING_GOAMD64 && text_equal(value, "v1");
}

void
user_build_variables(struct user_build *build, const char *const *environment, const char *host)
{
	for (enum setting_id setting = 0; setting < SETTING_COUNT; setting++) {
		const char *value = text_assigned(environment, settings[setting].name);
		if (settings[setting].kind == SETTING_ENVIRONMENT && *value && !is_standard(setting, value, host))
			set_value(build, setting, value, "environment");
	}
	for (size_t i = 0; i < COUNT_OF(other_variables); i++) {
		const char *value = text_assigned(environment, other_variables[i]);
		if (*value)
			list_add_format(&build->variables, "%s=%s", other_variables[i], value);
	}
}

char *
user_build_escape(const char *value)
{
	CLEANUP_TEXT struct text text = {0};

	for (; *value; value++)
		text_append_format(&text, "%s%c", *value == ',' ? "\\" : "", *value);
	return memory_copy_text(text_string(&text));
}

void
user_build_overrides(const struct user_build *build, struct list *overrides)
{
	for (enum setting_id setting = 0; setting < SETTING_COUNT; setting++)
		if (build->values[setting]) {
			CLEANUP_FREE char *value = user_build_escape(build->values[setting]);
			list_add_format(overrides, "%s=%s", settings[setting].name, value);
		}
	for (size_t i = 0; i < build->variables.count; i++) {
		CLEANUP_FREE char *value = user_build_escape(build->variables.items[i]);
		list_add_format(overrides, "env.%s", value);
	}
}

static const char *
dash_of(enum setting_id setting)
{
	return settings[setting].kind == SETTING_ENVIRONMENT ? "" : "-";
}

void
user_build_found(const struct user_build *build, struct list *found)
{
	for (enum setting_id setting = 0; setting < SETTING_COUNT; setting++)
		if (build->values[setting] && setting != SETTING_CGO_ENABLED)
			list_add_format(found, "%s%s=%s (%s)", dash_of(setting), settings[setting].name,
				build->values[setting], build->origins[setting]);
	for (size_t i = 0; i < build->variables.count; i++)
		list_add_format(found, "%s (environment)", build->variables.items[i]);
}

void
user_build_dispose(struct user_build *build)
{
	for (enum setting_id setting = 0; setting < SETTING_COUNT; setting++)
		free(build->values[setting]);
	list_dispose(&build->variables);
	list_dispose(&build->packages);
	*build = (struct user_build){0};
}
