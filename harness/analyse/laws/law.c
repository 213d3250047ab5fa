/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/laws/law.h"

#include <math.h>

static double
linear_basis(const struct law_size *size, double shape)
{
	(void)shape;
	return size->scaled;
}

static double
loglinear_basis(const struct law_size *size, double shape)
{
	(void)shape;
	return size->x > 0 ? size->scaled * log(size->x) : 0;
}

static double
power_basis(const struct law_size *size, double exponent)
{
	return exp(exponent * size->log_scaled);
}

static double
quadratic_basis(const struct law_size *size, double share)
{
	return size->scaled * (1 - share + share * size->scaled);
}

static double
exponential_basis(const struct law_size *size, double rate)
{
	return exp(rate * (size->scaled - 1));
}

static double
saturating_basis(const struct law_size *size, double half)
{
	return size->scaled / (size->scaled + half);
}

static void
linear_unscale(double b, double shape, double scale, double *parameters)
{
	(void)shape;
	parameters[1] = b / scale;
}

static void
power_unscale(double b, double exponent, double scale, double *parameters)
{
	parameters[1] = b / pow(scale, exponent);
	parameters[2] = exponent;
}

static void
quadratic_unscale(double b, double share, double scale, double *parameters)
{
	parameters[1] = b * (1 - share) / scale;
	parameters[2] = b * share / (scale * scale);
}

static void
exponential_unscale(double b, double rate, double scale, double *parameters)
{
	parameters[1] = b * exp(-rate);
	parameters[2] = rate / scale;
}

static void
saturating_unscale(double b, double half, double scale, double *parameters)
{
	parameters[1] = b;
	parameters[2] = half * scale;
}

static double
constant_value(const double *parameters, double x)
{
	(void)x;
	return parameters[0];
}

static double
linear_value(const double *parameters, double x)
{
	return parameters[0] + parameters[1] * x;
}

static double
loglinear_value(const double *parameters, double x)
{
	return parameters[0] + (x > 0 ? parameters[1] * x * log(x) : 0);
}

static double
power_value(const double *parameters, double x)
{
	return parameters[0] + parameters[1] * pow(x, parameters[2]);
}

static double
quadratic_value(const double *parameters, double x)
{
	return parameters[0] + x * (parameters[1] + x * parameters[2]);
}

static double
exponential_value(const double *parameters, double x)
{
	return parameters[0] + parameters[1] * exp(parameters[2] * x);
}

static double
saturating_value(const double *parameters, double x)
{
	return parameters[0] + parameters[1] * x / (x + parameters[2]);
}

static double
constant_exponent(const double *parameters, double x)
{
	(void)parameters;
	(void)x;
	return 0;
}

static double
linear_exponent(const double *parameters, double x)
{
	(void)parameters;
	(void)x;
	return 1;
}

/* At 2 and below the logarithm says nothing about growth. */
static double
loglinear_exponent(const double *parameters, double x)
{
	(void)parameters;
	return 1 + 1 / log(x > 2 ? x : 2);
}

static double
power_exponent(const double *parameters, double x)
{
	(void)x;
	return parameters[2];
}

static double
quadratic_exponent(const double *parameters, double x)
{
	double grown = parameters[1] + parameters[2] * x;

	return grown > 0 ? 1 + parameters[2] * x / grown : 1;
}

static double
exponential_exponent(const double *parameters, double x)
{
	double doublings = parameters[2] * x;

	return doublings > 0 ? doublings / -expm1(-doublings) : 1;
}

static double
saturating_exponent(const double *parameters, double x)
{
	return parameters[2] / (x + parameters[2]);
}

const struct law laws[LAW_COUNT] = {
	[LAW_CONSTANT] = {.name = "constant",
		.formula = "a",
		.parameters = {"a"},
		.value = constant_value,
		.exponent = constant_exponent},
	[LAW_LINEAR] = {.name = "linear",
		.formula = "a + b*x",
		.parameters = {"a", "b"},
		.basis = linear_basis,
		.unscale = linear_unscale,
		.value = linear_value,
		.exponent = linear_exponent},
	[LAW_LOGLINEAR] = {.name = "n log n",
		.formula = "a + b*x*ln(x)",
		.parameters = {"a", "b"},
		.basis = loglinear_basis,
		.unscale = linear_unscale,
		.value = loglinear_value,
		.exponent = loglinear_exponent},
	[LAW_POWER] = {.name = "power",
		.formula = "a + b*x^c",
		.parameters = {"a", "b", "c"},
		.basis = power_basis,
		.shape_least = POWER_LEAST,
		.shape_most = POWER_MOST,
		.unscale = power_unscale,
		.value = power_value,
		.exponent = power_exponent},
	[LAW_QUADRATIC] = {.name = "quadratic",
		.formula = "a + b*x + c*x^2",
		.parameters = {"a", "b", "c"},
		.basis = quadratic_basis,
		.shape_most = 1,
		.only_grows = true,
		.unscale = quadratic_unscale,
		.value = quadratic_value,
		.exponent = quadratic_exponent},
	[LAW_EXPONENTIAL] = {.name = "exponential",
		.formula = "a + b*exp(c*x)",
		.parameters = {"a", "b", "c"},
		.basis = exponential_basis,
		.shape_least = RATE_LEAST,
		.shape_most = RATE_MOST,
		.shape_by_ratio = true,
		.only_grows = true,
		.sizes_to_predict = 7,
		.unscale = exponential_unscale,
		.value = exponential_value,
		.exponent = exponential_exponent},
	[LAW_SATURATING] = {.name = "saturating",
		.formula = "a + b*x/(x + c)",
		.parameters = {"a", "b", "c"},
		.basis = saturating_basis,
		.shape_least = HALF_LEAST,
		.shape_most = HALF_MOST,
		.shape_by_ratio = true,
		.only_grows = true,
		.unscale = saturating_unscale,
		.value = saturating_value,
		.exponent = saturating_exponent},
};

size_t
law_parameter_count(const struct law *law)
{
	size_t count = 0;

	while (count < LAW_PARAMETERS_MOST && law->parameters[count])
		count++;
	return count;
}

static bool
is_absurd(double value)
{
	return fabs(value) > POINT_MOST || (fabs(value) > 0 && fabs(value) < 1 / POINT_MOST);
}

bool
law_points_check(const struct law_points *points, struct error *err)
{
	const double *x = points->x, *y = points->y;

	for (size_t i = 0; i < points->count; i++) {
		if (!isfinite(x[i]) || !isfinite(y[i]) || x[i] < 0)
			return error_raise(
				err, ERROR_TOO_FEW_POINTS, points->what, "point %zu is not a size and a number", i + 1);
		if (is_absurd(x[i]) || is_absurd(y[i]))
			return error_raise(err, ERROR_RESULTS_FORMAT, points->what,
				"point %zu is %.3g at size %.3g; nothing measured is beyond %.0e or so near to 0, correct or "
				"remove its row",
				i + 1, y[i], x[i], POINT_MOST);
	}
	return true;
}
