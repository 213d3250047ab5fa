/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/memory.h"
#include "execute/projects/go_list_tests.h"
#include "execute/projects/local_dependencies.h"

/* What Go 1.27.4 said of packages a with a test inside, b with one outside that imports it, and the program
 * c, shortened to two packages of std. The plain a is compiled for b; the plain c for itself. */
static const char listing[] = "fmt\ttrue\tfmt\t5\ttests\tdep\terrors\n"
							  "vendor/golang.org/x/net\ttrue\tnet\t1\t\tdep\t\n"
							  "e/a\tfalse\ta\t1\ttests\t\t\n"
							  "e/b\tfalse\tb\t1\ttests\t\te/a\n"
							  "e/c\tfalse\tmain\t1\t\t\te/b\n"
							  "e/a [e/a.test]\tfalse\ta\t1\ttests\t\tfmt\n"
							  "e/a.test\tfalse\tmain\t1\t\t\te/a [e/a.test],fmt\n"
							  "e/b_test [e/b.test]\tfalse\tb_test\t1\t\t\te/b,fmt\n"
							  "e/b.test\tfalse\tmain\t1\t\t\te/b,e/b_test [e/b.test],fmt\n";

static void
count(const char *text, struct local_packages *packages)
{
	CLEANUP_FREE char *copy = memory_copy_text(text);
	const char *bad_line;

	*packages = (struct local_packages){0};
	assert_true(go_list_tests_count(copy, packages, &bad_line));
}

static void
test_counts_what_test_programs_reach(void **state)
{
	struct local_packages packages;

	(void)state;
	count(listing, &packages);
	assert_int_equal(packages.compiles, 7);
	assert_int_equal(packages.links, 2);
	assert_true(packages.has_variants);
	assert_int_equal(packages.std.count, 1);
	assert_string_equal(packages.std.items[0], "fmt");
	list_dispose(&packages.std);
}

/* Without b and c nothing imports the plain a: `go test` compiles it with its test alone. */
static void
test_a_plain_package_that_nothing_imports_is_not_compiled(void **state)
{
	struct local_packages packages;

	(void)state;
	count("e/a\tfalse\ta\t1\ttests\t\t\ne/a [e/a.test]\tfalse\ta\t1\ttests\t\t\n"
		  "e/a.test\tfalse\tmain\t1\t\t\te/a [e/a.test]\n",
		&packages);
	assert_int_equal(packages.compiles, 2);
	assert_int_equal(packages.links, 1);
}

static void
test_without_tests_every_package_is_compiled_and_none_linked(void **state)
{
	struct local_packages packages;

	(void)state;
	count("e/a\tfalse\ta\t1\t\t\t\ne/none\tfalse\tnone\t0\t\t\t\ne/c\tfalse\tmain\t1\t\t\te/a\n", &packages);
	assert_int_equal(packages.compiles, 2);
	assert_int_equal(packages.vets, 2);
	assert_int_equal(packages.links, 0);
	assert_false(packages.has_variants);
}

static void
test_names_a_line_that_it_does_not_know(void **state)
{
	char text[] = "e/a\tfalse\ta\t1\t\t\t\ngo: warning\n";
	struct local_packages packages = {0};
	const char *bad_line;

	(void)state;
	assert_false(go_list_tests_count(text, &packages, &bad_line));
	assert_string_equal(bad_line, "go: warning");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts_what_test_programs_reach),
		cmocka_unit_test(test_a_plain_package_that_nothing_imports_is_not_compiled),
		cmocka_unit_test(test_without_tests_every_package_is_compiled_and_none_linked),
		cmocka_unit_test(test_names_a_line_that_it_does_not_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
