/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/figures/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Groups that hold something stay, also those that begin like an empty one or close two at once. */
static void
test_only_empty_groups_go(void **state)
{
	static const char drawn[] = "<svg>\n"
								"<g fill=\"none\" color=\"black\">\n</g>\n"
								"<g fill=\"none\" color=\"black\">\n\t<path d='M1,2'/></g>\n"
								"<g fill=\"none\">\n\t<text>a</text>\n</g>\n"
								"<g fill=\"none\"><path/>\n</g>\n"
								"<g id=\"gnuplot_plot_1\">\n</g>\n"
								"<g fill=\"none\">\n</g>\n"
								"</svg>";
	static const char expected[] = "<svg>\n"
								   "<g fill=\"none\" color=\"black\">\n\t<path d='M1,2'/></g>\n"
								   "<g fill=\"none\">\n\t<text>a</text>\n</g>\n"
								   "<g fill=\"none\"><path/>\n</g>\n"
								   "<g id=\"gnuplot_plot_1\">\n</g>\n"
								   "</svg>";
	CLEANUP_TEXT struct text compact = {0};

	(void)state;
	svg_compact(drawn, &compact);
	assert_string_equal(text_string(&compact), expected);
}

static void
test_defaults_go(void **state)
{
	CLEANUP_TEXT struct text compact = {0};

	(void)state;
	svg_compact("<g a=\"1\" stroke-linecap=\"butt\" stroke-linejoin=\"miter\">\n<path/>\n"
				"<g stroke-linecap=\"round\" stroke-linejoin=\"miter\">\n"
				"<g stroke-linecap=\"butt\" stroke-linejoin=\"miter\"><a/></g>",
		&compact);
	assert_string_equal(text_string(&compact),
		"<g a=\"1\">\n<path/>\n<g stroke-linecap=\"round\" stroke-linejoin=\"miter\">\n<g><a/></g>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_empty_groups_go),
		cmocka_unit_test(test_defaults_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
