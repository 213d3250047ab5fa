/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/module_request.h"
#include "base/text.h"

#include <string.h>

/* ASCII letters and digits, and the marks that the go command allows in module paths and versions
 * (golang.org/x/mod/module, CheckPath; semantic versions and queries). */
static const char alphanumeric[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static bool
is_made_of(const char *text, size_t length, const char *marks)
{
	for (size_t i = 0; i < length; i++)
		if (!strchr(alphanumeric, text[i]) && !strchr(marks, text[i]))
			return false;
	return length > 0;
}

/* What is used as a folder's name must not lead out of it, nor look like a flag. */
static bool
is_path(const char *text, size_t length)
{
	return is_made_of(text, length, "-._~/") && strchr("-./", text[0]) == NULL && text[length - 1] != '/' &&
		   strstr(text, "..") == NULL && strstr(text, "//") == NULL;
}

bool
module_request_check(const char *text, struct error *err)
{
	const char *at = strchr(text, '@');

	if (!at)
		return error_raise(err, ERROR_BAD_VALUE, text,
			"it names no version; write MODULE@VERSION, as in golang.org/x/tools@v0.24.0");
	if (!is_path(text, (size_t)(at - text)) || !is_made_of(at + 1, strlen(at + 1), "-._~+<>="))
		return error_raise(err, ERROR_BAD_VALUE, text,
			"it is not of the form MODULE@VERSION, as in golang.org/x/tools@v0.24.0");
	return true;
}
