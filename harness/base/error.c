/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include "base/escape.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	enum exit_status status;
	const char *what, *fix;
} catalogue[ERROR_COUNT] = {
	[ERROR_NONE] = {STATUS_DONE, "nothing failed", "Nothing needs doing."},
#define ERROR(id, status, what, fix) [ERROR_##id] = {status, what, fix},
#include "base/errors.def"
#undef ERROR
};

bool
error_raise(struct error *err, enum error_id id, const char *where, const char *why_format, ...)
{
	va_list arguments;

	if (err->id != ERROR_NONE)
		return false;
	err->id = id;
	err->context[0] = '\0';
	(void)snprintf(err->where, sizeof err->where, "%s", where);
	va_start(arguments, why_format);
	(void)vsnprintf(err->why, sizeof err->why, why_format, arguments);
	va_end(arguments);
	escape_in_place(err->where, sizeof err->where); /* names and messages of others: a terminal obeys some */
	escape_in_place(err->why, sizeof err->why);
	return false;
}

static bool
is_hosts_fault(int number)
{
	static const int faults[] = {
		EMFILE, ENFILE, ENOMEM, ENOBUFS, EAGAIN, EIO, ENOSPC, EDQUOT, ESTALE, ENOLCK, 0};
	const int *fault = faults;

	while (*fault && *fault != number)
		fault++;
	return *fault != 0;
}

bool
error_raise_errno(struct error *err, enum error_id id, const char *where)
{
	bool blamed = error_status(id) == STATUS_BAD_INPUT && is_hosts_fault(errno);

	return error_raise(err, blamed ? ERROR_HOST_READ : id, where, "%s", strerror(errno));
}

bool
error_while(struct error *err, const char *doing_format, ...)
{
	static const char prefix[] = "\n  while: ";
	size_t used = strlen(err->context);
	va_list arguments;

	if (used + sizeof prefix >= sizeof err->context)
		return false; /* the innermost contexts fit; the rest say less */
	memcpy(err->context + used, prefix, sizeof prefix);
	used += sizeof prefix - 1;
	va_start(arguments, doing_format);
	(void)vsnprintf(err->context + used, sizeof err->context - used, doing_format, arguments);
	va_end(arguments);
	escape_in_place(err->context + used, sizeof err->context - used);
	return false;
}

void
error_clear(struct error *err)
{
	err->id = ERROR_NONE;
	err->where[0] = err->why[0] = err->context[0] = '\0';
}

enum exit_status
error_report(const struct error *err, FILE *out)
{
	(void)fprintf(out, "gorge: %s: %s\n  why:   %s%s\n  fix:   %s\n", catalogue[err->id].what, err->where,
		err->why, err->context, catalogue[err->id].fix);
	return catalogue[err->id].status;
}

const char *
error_what(enum error_id id)
{
	return catalogue[id].what;
}

const char *
error_fix(enum error_id id)
{
	return catalogue[id].fix;
}

enum exit_status
error_status(enum error_id id)
{
	return catalogue[id].status;
}

void
bug_report(const char *file, int line, const char *format, ...)
{
	va_list arguments;

	(void)fprintf(stderr, "gorge: bug at %s:%d: ", file, line);
	va_start(arguments, format);
	(void)vfprintf(stderr, format, arguments);
	va_end(arguments);
	(void)fprintf(stderr, "\n  fix:   Report it with this line and the command that led here.\n");
	exit(STATUS_BUG);
}
