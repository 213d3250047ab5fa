/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/projects/mod_file.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Takes one word, quoted or not, from *rest; false at the end of the line or at a comment. */
static bool
take_word(const char **rest, const char *end, struct list *words)
{
	const char *from = *rest, *to;
	char quote = '\0';

	while (from < end && strchr(" \t\r", *from))
		from++;
	if (from == end || strncmp(from, "//", 2) == 0)
		return false;
	if (*from == '"' || *from == '`')
		quote = *from++;
	for (to = from; to < end && (quote ? *to != quote : !strchr(" \t\r", *to)); to++)
		;
	list_add_format(words, "%.*s", (int)(to - from), from);
	*rest = quote && to < end ? to + 1 : to;
	return true;
}

static bool
is_last_word(const struct list *words, const char *word)
{
	return words->count > 0 && text_equal(words->items[words->count - 1], word);
}

/* Reads one line; `block` is the keyword of the block it stands in, "" outside. */
static void
read_line(const char *from, const char *end, char **block, mod_line_function *line, void *context)
{
	CLEANUP_LIST struct list words = {0};

	if (**block)
		list_add(&words, *block);
	while (take_word(&from, end, &words))
		;
	if (**block && is_last_word(&words, ")")) {
		free(*block);
		*block = memory_copy_text("");
	} else if (!**block && words.count == 2 && is_last_word(&words, "(")) {
		free(*block);
		*block = memory_copy_text(words.items[0]);
	} else if (words.count > (**block ? 1u : 0u)) {
		line(&words, context);
	}
}

void
mod_file_each(const char *text, mod_line_function *line, void *context)
{
	CLEANUP_FREE char *block = memory_copy_text("");

	while (*text) {
		const char *end = text + strcspn(text, "\n");
		read_line(text, end, &block, line, context);
		text = *end ? end + 1 : end;
	}
}

static bool
is_folder_word(const char *word)
{
	return word[0] == '/' || text_equal(word, ".") || text_equal(word, "..") ||
		   text_starts_with(word, "./") || text_starts_with(word, "../");
}

/* The index of the word that names a folder, or 0. */
static size_t
folder_index(const struct list *words)
{
	const char *keyword = words->items[0];

	if (text_equal(keyword, "use") && words->count == 2)
		return 1;
	if (!text_equal(keyword, "replace"))
		return 0;
	for (size_t i = 1; i + 1 < words->count; i++)
		if (text_equal(words->items[i], "=>") && is_folder_word(words->items[i + 1]))
			return i + 1;
	return 0;
}

static void
note_line(const struct list *words, void *context)
{
	struct mod_file *file = context;
	size_t folder = folder_index(words);

	if (folder > 0)
		list_add(&file->folders, words->items[folder]);
	if (words->count != 2)
		return;
	if (text_equal(words->items[0], "module") && !file->module)
		file->module = memory_copy_text(words->items[1]);
	if (text_equal(words->items[0], "go") && text_starts_with(words->items[1], "1."))
		file->go_minor = (unsigned)strtoul(words->items[1] + strlen("1."), NULL, 10);
}

void
mod_file_read(const char *text, struct mod_file *file)
{
	*file = (struct mod_file){0};
	mod_file_each(text, note_line, file);
}

void
mod_file_dispose(struct mod_file *file)
{
	free(file->module);
	list_dispose(&file->folders);
	*file = (struct mod_file){0};
}

struct absolute {
	const char *root;
	struct text *out;
};

/* Appends the parts of a path to an absolute one; "." and ".." are worked out, since the go command does not
 * take /a/./b for /a/b. */
static void
append_parts(struct text *path, const char *parts)
{
	while (*parts) {
		size_t length = strcspn(parts, "/");
		char *last = path->data ? strrchr(path->data, '/') : NULL;

		if (length == 2 && text_starts_with(parts, "..")) {
			path->length = last ? (size_t)(last - path->data) : 0;
			if (last)
				*last = '\0';
		} else if (length > 0 && !(length == 1 && parts[0] == '.')) {
			text_append(path, "/");
			text_append_bytes(path, parts, length);
		}
		parts += length + (parts[length] == '/');
	}
}

static void
append_folder(const struct absolute *absolute, const char *folder)
{
	CLEANUP_TEXT struct text path = {0};
	char quote;

	if (folder[0] != '/')
		append_parts(&path, absolute->root);
	append_parts(&path, folder);
	quote = strpbrk(text_string(&path), "\"\\") ? '`' : '"';
	text_append_format(absolute->out, " %c%s%c", quote, path.length > 0 ? path.data : "/", quote);
}

static void
write_line(const struct list *words, void *context)
{
	const struct absolute *absolute = context;
	size_t folder = folder_index(words);

	text_append(absolute->out, words->items[0]);
	for (size_t i = 1; i < words->count; i++) {
		if (i == folder)
			append_folder(absolute, words->items[i]);
		else
			text_append_format(absolute->out, " %s", words->items[i]);
	}
	text_append(absolute->out, "\n");
}

void
mod_file_make_absolute(const char *text, const char *root, struct text *out)
{
	struct absolute absolute = {.root = root, .out = out};

	mod_file_each(text, write_line, &absolute);
}

static void
keep_line(const struct list *words, void *context)
{
	struct text *out = context;

	if (folder_index(words) > 0)
		return;
	for (size_t i = 0; i < words->count; i++)
		text_append_format(out, "%s%s", i > 0 ? " " : "", words->items[i]);
	text_append(out, "\n");
}

bool
mod_file_drop_folders(const char *text, struct text *out)
{
	__attribute__((cleanup(mod_file_dispose))) struct mod_file file;

	mod_file_read(text, &file);
	if (file.folders.count == 0)
		return false;
	mod_file_each(text, keep_line, out);
	return true;
}
