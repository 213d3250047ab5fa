/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "analyse/compare/packages.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char RUNS[] = "schema,run_id,host,go_version,generator,params,files,workload,cache,outcome\n"
						   "1,%s1,h,%s,get:example.com/m@v1.2.3,,10,build,std,ok\n"
						   "1,%s2,h,%s,get:example.com/m@v1.2.3,,10,build,std,ok\n"
						   "1,%s3,h,%s,many_methods@1,types=5,1,build,std,ok\n";
static const char TOOLS_HEADER[] = "schema,run_id,tool,package,peak_bytes\n";

static void
write_tools(const char *where, const char *rows)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", where);
	CLEANUP_FREE char *text = text_format("%s%s", TOOLS_HEADER, rows);
	struct error err = ERROR_INIT;

	assert_true(folder_make(where, &err));
	assert_true(file_replace(path, text, strlen(text), &err));
}

static void
add_side(struct sides *sides, const char *where, const char *id, const char *go)
{
	CLEANUP_FREE char *csv = NULL;
	struct error err = ERROR_INIT;
	struct table runs;

	assert_true(asprintf(&csv, RUNS, id, go, id, go, id, go) > 0);
	assert_true(table_parse(csv, strlen(csv), go, "1", &runs, &err));
	assert_true(sides_add(sides, go, where, &runs, &err));
}

static void
test_packages_of_real_code_are_compared_by_their_medians(void **state)
{
	CLEANUP_SIDES struct sides sides = {0};
	struct package_changes changes;
	struct error err = ERROR_INIT;

	(void)state;
	CLEANUP_FREE char *old = text_format("%s/old", folder), *new = text_format("%s/new", folder);
	write_tools(old, "1,a1,compile,small,20000768\n1,a1,compile,large,200000512\n1,a1,link,large,900000768\n"
					 "1,a2,compile,small,22000640\n1,a2,compile,gone,50000896\n1,a3,compile,small,1024\n");
	write_tools(new, "1,b1,compile,large,250000384\n1,b1,compile,small,21000704\n1,b1,compile,new,1024\n");
	add_side(&sides, old, "a", "1.26.8");
	add_side(&sides, new, "b", "1.27.4");
	assert_true(sides_match(&sides, false, &err));
	assert_int_equal(sides.cell_count, 2);
	assert_true(packages_compare(&sides, 0, 1, &changes, &err));
	assert_int_equal(changes.count, 2);
	assert_string_equal(changes.items[0].package, "large");
	assert_true(changes.items[0].old_bytes == 200000512 && changes.items[0].new_bytes == 250000384);
	assert_string_equal(changes.items[1].package, "small");
	assert_true(changes.items[1].old_bytes == 21000704); /* of two runs; the pattern's compile is not in it */
	assert_int_equal(changes.classes[0].count, 1);
	assert_int_equal(changes.classes[1].count, 0);
	assert_int_equal(changes.classes[2].count, 1);
	assert_true(fabs(changes.classes[2].ratio.value - 1.25) < 1e-5);
	packages_dispose(&changes);
	assert_true(folder_delete(old, &err) && folder_delete(new, &err));
	assert_true(packages_compare(&sides, 0, 1, &changes, &err)); /* no tools.csv: no packages */
	assert_int_equal(changes.count, 0);
	packages_dispose(&changes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_packages_of_real_code_are_compared_by_their_medians),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
