/* relais-classifier-calibration.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-calibration-private.h"

#include <math.h>

#define N_FOLDS 3
#define SEED 20260101

/* How much accuracy of held-out rows may be given for refusing what is out of scope. A model
 * that learned from all rows and not from two thirds of them is surer, and gives 1.0 to 1.5
 * points (measured). */
#define GIVEN_ACCURACY 0.02

/* Where the rows are so mixed that even a guess is worth giving, an answer that is wrong more
 * often than two times in three is none. */
#define LEAST_THRESHOLD 0.3

/* With fewer held-out rows than this, a quantile of them says nothing: refuse what is more
 * likely wrong than right. */
#define FEW_ROWS 60
#define USUAL_THRESHOLD 0.5

/* What is out of scope counts as one text in five, however many rows stand for it. */
#define OUT_OF_SCOPE_SHARE 0.25

/* What to assume before the rows say something else, and how many rows it takes: about
 * PRIOR_ROWS. Measured on CLINC150 and BANKING77. */
#define USUAL_SLOPE 10.0
#define USUAL_OFFSET 5.0
#define SLOPE_SPREAD 3.0
#define OFFSET_SPREAD 1.0
#define PRIOR_ROWS 4.0

static const double sharpnesses[] = { 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16 };

#define USUAL_SHARPNESS 6.0

typedef struct
{
  double strength;
  double weight;
  gboolean is_right;
  gboolean is_in_scope;
} HeldOut;

typedef struct
{
  const RelaisClassifierExample *examples;
  guint n_examples;
  guint none;
  guint n_kinds;
  guint *row_folds;   /* for each example, the fold in which it is held out */
  guint *class_folds; /* for each class, the fold in which it is left out, or N_FOLDS: never */
  GArray *held_out;   /* (element-type HeldOut) */
  double losses[G_N_ELEMENTS (sharpnesses)];
} Calibrator;

double
relais_classifier_curve_read (const RelaisClassifierCurve *self,
                              double                       strength)
{
  return 1.0 / (1.0 + exp (-(self->slope * strength + self->offset)));
}

static guint *
shuffle (GRand *rand,
         guint  n)
{
  guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      guint kept = order[i - 1];

      order[i - 1] = order[j];
      order[j] = kept;
    }
  return order;
}

/* Every class is spread evenly over the folds, and so are the classes. */
static void
deal (Calibrator *self)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree guint *rows = shuffle (rand, self->n_examples);
  g_autofree guint *classes = shuffle (rand, self->none + 1);
  g_autofree guint *n_dealt = g_new0 (guint, self->none + 1);
  guint n_kinds = 0;

  for (guint i = 0; i < self->n_examples; i++)
    {
      guint row = rows[i];

      self->row_folds[row] = n_dealt[self->examples[row].class_index]++ % N_FOLDS;
    }

  for (guint i = 0; i < self->none; i++)
    self->n_kinds += n_dealt[i] > 0;

  for (guint i = 0; i <= self->none; i++)
    {
      self->class_folds[classes[i]] = N_FOLDS;
      if (classes[i] != self->none && n_dealt[classes[i]] > 0 && self->n_kinds >= 2 * N_FOLDS)
        self->class_folds[classes[i]] = n_kinds++ % N_FOLDS;
    }
}

/* How surprised a softmax of each sharpness is by the right kind. */
static void
add_losses (Calibrator                   *self,
            const RelaisClassifierScorer *scorer,
            const float                  *scores,
            guint                         right,
            guint                         best)
{
  for (guint i = 0; i < G_N_ELEMENTS (sharpnesses); i++)
    {
      double sum = 0.0;

      for (guint j = 0; j < scorer->n_classes; j++)
        if (j != scorer->none)
          sum += exp (sharpnesses[i] * (double) (scores[j] - scores[best]));
      self->losses[i] += log (sum) - sharpnesses[i] * (double) (scores[right] - scores[best]);
    }
}

static void
hold_out (Calibrator                    *self,
          const RelaisClassifierScorer  *scorer,
          const RelaisClassifierExample *example,
          float                         *scores)
{
  RelaisClassifierEvidence evidence;
  HeldOut row = { .weight = 1.0 };
  guint right = G_MAXUINT;

  if (!relais_classifier_scorer_score (scorer, example->features, self->n_kinds - 1, scores,
                                       &evidence))
    return;

  if (example->class_index != self->none)
    for (guint i = 0; i < scorer->n_classes; i++)
      if (scorer->classes[i] == example->class_index)
        right = i;

  row.strength = evidence.strength;
  row.is_in_scope = right != G_MAXUINT;
  row.is_right = row.is_in_scope && right == evidence.best;
  g_array_append_val (self->held_out, row);

  if (row.is_in_scope)
    add_losses (self, scorer, scores, right, evidence.best);
}

static gboolean
run_fold (Calibrator    *self,
          guint          fold,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(RelaisClassifierScorer) scorer = NULL;
  g_autofree RelaisClassifierExample *kept = g_new (RelaisClassifierExample, self->n_examples);
  g_autofree float *scores = NULL;
  guint n_kept = 0;

  for (guint i = 0; i < self->n_examples; i++)
    if (self->row_folds[i] != fold && self->class_folds[self->examples[i].class_index] != fold)
      kept[n_kept++] = self->examples[i];

  scorer = relais_classifier_scorer_train (kept, n_kept, self->none, cancellable, error);
  if (scorer == NULL)
    return FALSE;

  scores = g_new (float, scorer->stride);
  for (guint i = 0; i < self->n_examples; i++)
    if (self->row_folds[i] == fold)
      hold_out (self, scorer, &self->examples[i], scores);
  return TRUE;
}

static void
weigh_out_of_scope (GArray *held_out)
{
  guint n_out = 0;

  for (guint i = 0; i < held_out->len; i++)
    n_out += !g_array_index (held_out, HeldOut, i).is_in_scope;

  for (guint i = 0; i < held_out->len; i++)
    {
      HeldOut *row = &g_array_index (held_out, HeldOut, i);

      if (!row->is_in_scope)
        row->weight = OUT_OF_SCOPE_SHARE * (held_out->len - n_out) / n_out;
    }
}

static double
get_target (const HeldOut *row,
            gboolean       of_right)
{
  return (of_right ? row->is_right : row->is_in_scope) ? 1.0 : 0.0;
}

/* How badly a curve fits: the surprise of the rows, and how far it is from the usual curve. */
static double
get_loss (const RelaisClassifierCurve *curve,
          GArray                      *held_out,
          gboolean                     of_right)
{
  double slope = (curve->slope - USUAL_SLOPE) / SLOPE_SPREAD;
  double offset = (curve->offset - USUAL_OFFSET) / OFFSET_SPREAD;
  double loss = PRIOR_ROWS / 2.0 * (slope * slope + offset * offset);

  for (guint i = 0; i < held_out->len; i++)
    {
      const HeldOut *row = &g_array_index (held_out, HeldOut, i);
      double logit = curve->slope * row->strength + curve->offset;

      /* log (1 + exp (logit)) without overflow. */
      loss += row->weight *
              (MAX (logit, 0.0) + log1p (exp (-fabs (logit))) - get_target (row, of_right) * logit);
    }

  return loss;
}

/* The step of Newton's method from this curve. */
static RelaisClassifierCurve
get_step (const RelaisClassifierCurve *curve,
          GArray                      *held_out,
          gboolean                     of_right)
{
  double of_slope = PRIOR_ROWS / (SLOPE_SPREAD * SLOPE_SPREAD);
  double of_offset = PRIOR_ROWS / (OFFSET_SPREAD * OFFSET_SPREAD);
  double gradient[2] = { of_slope * (USUAL_SLOPE - curve->slope),
                         of_offset * (USUAL_OFFSET - curve->offset) };
  double hessian[3] = { of_slope, 0.0, of_offset };
  double determinant;

  for (guint i = 0; i < held_out->len; i++)
    {
      const HeldOut *row = &g_array_index (held_out, HeldOut, i);
      double guess = relais_classifier_curve_read (curve, row->strength);
      double miss = row->weight * (get_target (row, of_right) - guess);
      double spread = row->weight * guess * (1.0 - guess);

      gradient[0] += miss * row->strength;
      gradient[1] += miss;
      hessian[0] += spread * row->strength * row->strength;
      hessian[1] += spread * row->strength;
      hessian[2] += spread;
    }

  determinant = hessian[0] * hessian[2] - hessian[1] * hessian[1];
  return (RelaisClassifierCurve) {
    (hessian[2] * gradient[0] - hessian[1] * gradient[1]) / determinant,
    (hessian[0] * gradient[1] - hessian[1] * gradient[0]) / determinant,
  };
}

/* Logistic regression, drawn towards the usual curve where rows are few. Newton's method
 * overshoots when the rows are easily told apart, so a step that makes it worse is halved. */
static void
fit_curve (RelaisClassifierCurve *curve,
           GArray                *held_out,
           gboolean               of_right)
{
  double loss;

  *curve = (RelaisClassifierCurve) { USUAL_SLOPE, USUAL_OFFSET };
  loss = get_loss (curve, held_out, of_right);

  for (guint round = 0; round < 50; round++)
    {
      RelaisClassifierCurve step = get_step (curve, held_out, of_right);
      gboolean improved = FALSE;

      for (double part = 1.0; part > 1e-4 && !improved; part /= 2.0)
        {
          RelaisClassifierCurve next = { curve->slope + part * step.slope,
                                         curve->offset + part * step.offset };
          double next_loss = get_loss (&next, held_out, of_right);

          improved = next_loss < loss;
          if (improved)
            {
              *curve = next;
              loss = next_loss;
            }
        }

      if (!improved)
        break;
    }

  /* More evidence never means less confidence. */
  curve->slope = MAX (curve->slope, 0.1);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
pick_threshold (const RelaisClassifierCurve *curve,
                GArray                      *held_out)
{
  g_autoptr(GArray) right = g_array_new (FALSE, FALSE, sizeof (double));
  guint n_in_scope = 0;
  guint n_given;

  for (guint i = 0; i < held_out->len; i++)
    {
      const HeldOut *row = &g_array_index (held_out, HeldOut, i);

      n_in_scope += row->is_in_scope;
      if (row->is_right)
        g_array_append_val (right, row->strength);
    }

  n_given = (guint) (GIVEN_ACCURACY * n_in_scope);
  if (n_in_scope < FEW_ROWS || right->len <= n_given)
    return USUAL_THRESHOLD;

  g_array_sort (right, compare_doubles);
  return MAX (relais_classifier_curve_read (curve, g_array_index (right, double, n_given)),
              LEAST_THRESHOLD);
}

gboolean
relais_classifier_calibrate (RelaisClassifierCalibration   *self,
                             const RelaisClassifierExample *examples,
                             guint                          n_examples,
                             guint                          none,
                             GCancellable                  *cancellable,
                             GError                       **error)
{
  g_autofree guint *row_folds = g_new0 (guint, n_examples);
  g_autofree guint *class_folds = g_new0 (guint, none + 1);
  g_autoptr(GArray) held_out = g_array_new (FALSE, FALSE, sizeof (HeldOut));
  Calibrator calibrator = {
    examples, n_examples, none, 0, row_folds, class_folds, held_out, { 0.0 }
  };
  guint sharpest = 0;

  deal (&calibrator);
  for (guint fold = 0; fold < N_FOLDS && calibrator.n_kinds > 0; fold++)
    if (!run_fold (&calibrator, fold, cancellable, error))
      return FALSE;

  weigh_out_of_scope (held_out);
  fit_curve (&self->right, held_out, TRUE);
  fit_curve (&self->in_scope, held_out, FALSE);

  for (guint i = 1; i < G_N_ELEMENTS (sharpnesses); i++)
    if (calibrator.losses[i] < calibrator.losses[sharpest])
      sharpest = i;
  self->sharpness = calibrator.losses[sharpest] > 0.0 ? sharpnesses[sharpest] : USUAL_SHARPNESS;
  self->threshold = pick_threshold (&self->right, held_out);
  return TRUE;
}
