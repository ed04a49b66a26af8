// The error of a function's result by the C library's long double, which on arm64 Linux has 113 bits. Swift has no such type.
#include <float.h>
#include <math.h>

// In units of the last place of the exact result. Another NaN, infinity or sign of zero than the exact one's is infinite.
static inline double cquadruple_error(double result, long double exact) {
  if (isnan(result) || isnan(exact)) return isnan(result) && isnan(exact) ? 0 : INFINITY;
  if (result == 0 && exact == 0) return !signbit(result) == !signbit(exact) ? 0 : INFINITY;
  // An infinite result is one step beyond the largest number.
  const long double end = 0x1p1024L;
  const long double a = fminl(fmaxl(result, -end), end), b = fminl(fmaxl(exact, -end), end);
  const long double magnitude = fminl(fmaxl(fabsl(b), DBL_MIN), DBL_MAX);
  return fabsl(a - b) / scalbnl(1, ilogbl(magnitude) - (DBL_MANT_DIG - 1));
}

static inline double cquadruple_exp_error(double result, double x) { return cquadruple_error(result, expl(x)); }
static inline double cquadruple_log_error(double result, double x) { return cquadruple_error(result, logl(x)); }
static inline double cquadruple_sqrt_error(double result, double x) { return cquadruple_error(result, sqrtl(x)); }
static inline double cquadruple_abs_error(double result, double x) { return cquadruple_error(result, fabsl(x)); }
static inline double cquadruple_tanh_error(double result, double x) { return cquadruple_error(result, tanhl(x)); }
static inline double cquadruple_sigmoid_error(double result, double x) {
  return cquadruple_error(result, 1 / (1 + expl(-(long double)x)));
}
