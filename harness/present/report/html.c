/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/html.h"
#include "base/error.h"
#include "base/visible.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

static const char STYLE[] =
	"body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}"
	"table{border-collapse:collapse;display:block;overflow-x:auto;margin:1rem 0;font-size:.9rem}"
	"td,th{border-bottom:1px solid #ddd;padding:.25rem .7rem;font-variant-numeric:tabular-nums}"
	"th{border-bottom:2px solid #888}img{max-width:100%}code{background:#f3f3f3;padding:0 .2rem}"
	"h2{margin-top:2.2rem;border-bottom:1px solid #ccc}";

void
html_escape(const char *string, struct text *html)
{
	static const char *const written[256] = {
		['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};

	for (; *string; string++) {
		const char *instead = written[(unsigned char)*string];
		text_append_bytes(html, instead ? instead : string, instead ? strlen(instead) : 1);
	}
}

/* The body alone; the caller frees it. */
static char *
render(const char *markdown)
{
	cmark_parser *parser;
	cmark_syntax_extension *table;
	cmark_node *document;
	char *body;

	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	table = cmark_find_syntax_extension("table");
	if (!table || !cmark_parser_attach_syntax_extension(parser, table))
		BUG("cmark-gfm has no table extension");
	cmark_parser_feed(parser, markdown, strlen(markdown));
	document = cmark_parser_finish(parser);
	body = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
	cmark_node_free(document);
	cmark_parser_free(parser);
	return body;
}

void
html_from_markdown(const char *markdown, const char *title, struct text *html)
{
	CLEANUP_TEXT struct text shown = {0}, shown_title = {0};
	char *body;

	text_append_utf8(&shown, markdown, strlen(markdown));
	text_append_utf8(&shown_title, title, strlen(title));
	body = render(text_string(&shown));

	text_append(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
					  "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	html_escape(text_string(&shown_title), html);
	text_append_format(
		html, "</title>\n<style>%s</style>\n</head>\n<body>\n%s</body>\n</html>\n", STYLE, body);
	free(body);
}
