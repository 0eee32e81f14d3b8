/* relais-classifier-solver.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-classifier-solver-private.h"

#include <linear.h>

/* By cross-validation on CLINC150 and BANKING77: Crammer and Singer is one point better than one
 * against the rest and three times faster, anything from 1 to 3 is as good, and a smaller
 * tolerance only costs time. */
#define COST 1.5
#define TOLERANCE 0.5

static void
be_quiet (const char *text)
{
}

static struct feature_node *
make_nodes (GArray *vector)
{
  struct feature_node *nodes = g_new (struct feature_node, vector->len + 1);

  for (guint i = 0; i < vector->len; i++)
    {
      const RelaisClassifierTerm *term = &g_array_index (vector, RelaisClassifierTerm, i);

      nodes[i].index = (int) term->column + 1;
      nodes[i].value = (double) term->value;
    }
  nodes[vector->len].index = -1;
  return nodes;
}

/* LIBLINEAR draws from rand(), so equal bytes need an equal seed and nobody drawing beside us. */
static struct model *
train_alone (const struct problem   *problem,
             const struct parameter *parameter)
{
  static GMutex mutex;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  set_print_string_function (be_quiet);
  srand (1);
  return train (problem, parameter);
}

/* LIBLINEAR numbers the classes by their first appearance; the answer is in our order. */
static double *
copy_weights (const struct model *model,
              guint               n_columns,
              guint               n_classes)
{
  double *weights = g_new0 (double, (gsize) n_columns * n_classes);

  for (gsize column = 0; column < n_columns; column++)
    for (int i = 0; i < model->nr_class; i++)
      weights[column * n_classes + (guint) model->label[i]] =
        model->w[column * (gsize) model->nr_class + (gsize) i];

  return weights;
}

/* One class has nothing to be told from: the mean direction of its examples, which score 1 on
 * average. */
static double *
average (GArray * const *vectors,
         const guint    *copies,
         guint           n_vectors,
         guint           n_columns)
{
  double *weights = g_new0 (double, n_columns);
  double total = 0.0;
  double score = 0.0;

  for (guint i = 0; i < n_vectors; i++)
    {
      total += copies[i];
      for (guint j = 0; j < vectors[i]->len; j++)
        {
          const RelaisClassifierTerm *term = &g_array_index (vectors[i], RelaisClassifierTerm, j);

          weights[term->column] += copies[i] * (double) term->value;
        }
    }

  for (guint i = 0; i < n_columns; i++)
    score += weights[i] * weights[i] / total;
  for (guint i = 0; i < n_columns && score > 0.0; i++)
    weights[i] /= score;
  return weights;
}

double *
relais_classifier_solve (GArray * const *vectors,
                         const guint    *classes,
                         const guint    *copies,
                         guint           n_vectors,
                         guint           n_columns,
                         guint           n_classes)
{
  struct parameter parameter = { .solver_type = MCSVM_CS, .C = COST, .eps = TOLERANCE };
  struct problem problem = { .n = (int) n_columns, .bias = -1.0 };
  g_autofree struct feature_node **rows = g_new (struct feature_node *, n_vectors);
  struct model *model;
  double *weights;
  guint n_rows = 0;

  if (n_classes < 2)
    return average (vectors, copies, n_vectors, n_columns);

  for (guint i = 0; i < n_vectors; i++)
    n_rows += copies[i];
  problem.l = (int) n_rows;
  problem.x = g_new (struct feature_node *, n_rows);
  problem.y = g_new (double, n_rows);

  n_rows = 0;
  for (guint i = 0; i < n_vectors; i++)
    {
      rows[i] = make_nodes (vectors[i]);
      for (guint j = 0; j < copies[i]; j++, n_rows++)
        {
          problem.x[n_rows] = rows[i];
          problem.y[n_rows] = classes[i];
        }
    }

  model = train_alone (&problem, &parameter);
  weights = copy_weights (model, n_columns, n_classes);
  free_and_destroy_model (&model);

  for (guint i = 0; i < n_vectors; i++)
    g_free (rows[i]);
  g_free (problem.x);
  g_free (problem.y);
  return weights;
}
