/* bench-classifier.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <linear.h>
#include <math.h>
#include <string.h>

#include "relais-classifier-report.h"

/* Trains and measures the built-in classifier beside what it is compared to: LIBLINEAR's default
 * solver on the words of a text, weighted by how rare they are.
 *
 *   bench-classifier                        150 kinds of 100 made-up texts
 *   bench-classifier TRAIN.jsonl TEST.jsonl rows {"text", "kind"}
 *
 * Fails when the built-in one is below its targets: 20,000 texts a second, 15 seconds of training,
 * and the accuracy of the other one. */
#define N_KINDS 150
#define N_TRAIN 100
#define N_TEST 30
#define N_FOREIGN_KINDS 40
#define N_COMMON_WORDS 300
#define N_KEY_WORDS 14
#define N_PHRASES 6
#define MIN_TEXTS_PER_SECOND 20000.0
#define MAX_TRAIN_SECONDS 15.0

typedef struct
{
  double accuracy;
  double refused; /* share of what is out of scope that is refused, when 1.5 points of accuracy are
                     given */
  double train_seconds;
  double texts_per_second;
} Result;

typedef struct
{
  double confidence;
  gboolean is_right;
  gboolean is_in_scope;
} Answer;

static char *
make_word (GRand *rand)
{
  static const char *const syllables[] = {
    "ba",  "ko",  "ri",  "tel", "mun", "sa",  "pre", "lo",
    "din", "ver", "sto", "gi",  "na",  "fal", "cro", "pe",
  };
  GString *word = g_string_new (NULL);
  gint32 n_syllables = g_rand_int_range (rand, 1, 5);

  for (gint32 i = 0; i < n_syllables; i++)
    g_string_append (word, syllables[g_rand_int_range (rand, 0, G_N_ELEMENTS (syllables))]);
  return g_string_free (word, FALSE);
}

static GPtrArray *
make_words (GRand *rand,
            guint  n_words)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_words; i++)
    g_ptr_array_add (words, make_word (rand));
  return words;
}

/* Two neighbouring words that all kinds use, but not together. */
static GPtrArray *
make_phrases (GRand     *rand,
              GPtrArray *common)
{
  GPtrArray *phrases = g_ptr_array_new_with_free_func (g_free);
  gint32 n_common = (gint32) common->len;

  for (guint i = 0; i < N_PHRASES; i++)
    {
      const char *first = g_ptr_array_index (common, g_rand_int_range (rand, 0, n_common));
      const char *second = g_ptr_array_index (common, g_rand_int_range (rand, 0, n_common));

      g_ptr_array_add (phrases, g_strjoin (" ", first, second, NULL));
    }
  return phrases;
}

/* Some words of the kind, now and then inflected, and some of its phrases, among words that all
 * kinds use, the first ones most. */
static char *
make_text (GRand     *rand,
           GPtrArray *common,
           GPtrArray *keys,
           GPtrArray *phrases)
{
  static const char *const endings[] = { "", "", "", "s", "ing", "ed", "er" };
  GString *text = g_string_new (NULL);
  gint32 n_words = g_rand_int_range (rand, 4, 11);

  for (gint32 i = 0; i < n_words; i++)
    {
      double sort = g_rand_double (rand);
      GPtrArray *words = sort < 0.2 ? keys : sort < 0.4 ? phrases : common;
      double place = pow (g_rand_double (rand), words == common ? 2.0 : 1.3);

      g_string_append (text, i > 0 ? " " : "");
      g_string_append (text, g_ptr_array_index (words, (guint) (place * words->len)));
      if (words == keys)
        g_string_append (text, endings[g_rand_int_range (rand, 0, G_N_ELEMENTS (endings))]);
    }
  return g_string_free (text, FALSE);
}

static void
make_sets (RelaisTrainingSet *samples,
           RelaisTrainingSet *rows)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (42);
  g_autoptr(GPtrArray) common = make_words (rand, N_COMMON_WORDS);

  for (guint kind = 0; kind < N_KINDS + N_FOREIGN_KINDS; kind++)
    {
      g_autoptr(GPtrArray) keys = make_words (rand, N_KEY_WORDS);
      g_autoptr(GPtrArray) phrases = make_phrases (rand, common);
      g_autofree char *name = kind < N_KINDS ? g_strdup_printf ("kind-%u", kind) : NULL;

      for (guint i = 0; i < N_TRAIN + N_TEST; i++)
        {
          g_autofree char *text = make_text (rand, common, keys, phrases);

          if (i >= N_TRAIN)
            relais_training_set_add (rows, text, name, 1.0);
          else if (name != NULL)
            relais_training_set_add (samples, text, name, 1.0);
        }
    }
}

static int
compare_answers (gconstpointer a,
                 gconstpointer b)
{
  double left = ((const Answer *) a)->confidence;
  double right = ((const Answer *) b)->confidence;

  return left > right ? -1 : left < right;
}

static void
take_answers (Result *result,
              GArray *answers)
{
  guint n_in_scope = 0;
  guint n_right = 0;
  guint n_kept = 0;
  guint n_let_in = 0;

  for (guint i = 0; i < answers->len; i++)
    {
      n_in_scope += g_array_index (answers, Answer, i).is_in_scope;
      n_right += g_array_index (answers, Answer, i).is_right;
    }

  g_array_sort (answers, compare_answers);
  for (guint i = 0; i < answers->len && n_kept < n_right - 0.015 * n_in_scope; i++)
    {
      n_kept += g_array_index (answers, Answer, i).is_right;
      n_let_in += !g_array_index (answers, Answer, i).is_in_scope;
    }

  result->accuracy = (double) n_right / n_in_scope;
  result->refused = answers->len > n_in_scope
                      ? 1.0 - (double) n_let_in / (answers->len - n_in_scope)
                      : NAN;
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
run_relais (RelaisTrainingSet *samples,
            RelaisTrainingSet *rows,
            Result            *result)
{
  g_autoptr(GArray) answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  g_autoptr(RelaisClassifierModel) model = NULL;
  gint64 start = g_get_monotonic_time ();

  model = relais_classifier_model_train (samples, -1.0, NULL, NULL);
  result->train_seconds = seconds_since (start);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < relais_training_set_get_n_samples (rows); i++)
    {
      const RelaisTrainingSample *row = relais_training_set_get_sample (rows, i);
      g_autoptr(RelaisClassification) answer = relais_classifier_model_classify (model, row->text);
      const char *best = relais_classification_get_best_kind (answer);
      Answer measured = {
        .confidence = relais_classification_get_confidence (answer),
        .is_right = row->kind != NULL && g_strcmp0 (row->kind, best) == 0,
        .is_in_scope = row->kind != NULL,
      };

      g_array_append_val (answers, measured);
    }
  result->texts_per_second = answers->len / seconds_since (start);
  take_answers (result, answers);
}

/* The words of a text as a vector of length 1, ended as LIBLINEAR wants it. @idf is NULL while
 * words are still counted. */
static struct feature_node *
vectorise (const char *text,
           GHashTable *numbers,
           GArray     *idf,
           gboolean    learn)
{
  g_autofree char *folded = g_utf8_strdown (text, -1);
  g_auto(GStrv) words = g_strsplit_set (folded, " ,.;:!?'\"()-\n\t", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  struct feature_node *nodes = g_new (struct feature_node, g_strv_length (words) + 1);
  double squares = 0.0;
  guint n_nodes = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, words[i]));

      if (*words[i] == '\0' || (number == 0 && !learn))
        continue;
      if (number == 0)
        {
          number = g_hash_table_size (numbers) + 1;
          g_hash_table_insert (numbers, g_strdup (words[i]), GUINT_TO_POINTER (number));
        }
      if (!g_hash_table_add (seen, GUINT_TO_POINTER (number)))
        continue;

      nodes[n_nodes].index = (int) number;
      nodes[n_nodes].value = idf != NULL ? g_array_index (idf, double, number) : 1.0;
      squares += nodes[n_nodes].value * nodes[n_nodes].value;
      n_nodes++;
    }

  for (guint i = 0; i < n_nodes && idf != NULL; i++)
    nodes[i].value /= sqrt (squares);
  nodes[n_nodes].index = -1;
  return nodes;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  return ((const struct feature_node *) a)->index - ((const struct feature_node *) b)->index;
}

static GArray *
count_words (RelaisTrainingSet *samples,
             GHashTable        *numbers)
{
  GArray *idf = g_array_new (FALSE, TRUE, sizeof (double));
  guint n_samples = relais_training_set_get_n_samples (samples);

  for (guint i = 0; i < n_samples; i++)
    {
      g_autofree struct feature_node *nodes =
        vectorise (relais_training_set_get_sample (samples, i)->text, numbers, NULL, TRUE);

      g_array_set_size (idf, g_hash_table_size (numbers) + 1);
      for (guint j = 0; nodes[j].index >= 0; j++)
        g_array_index (idf, double, nodes[j].index) += 1.0;
    }

  for (guint i = 1; i < idf->len; i++)
    g_array_index (idf, double, i) =
      log ((1.0 + n_samples) / (1.0 + g_array_index (idf, double, i))) + 1.0;
  return idf;
}

static void
be_quiet (const char *text)
{
}

static struct model *
train_plain (RelaisTrainingSet *samples,
             GHashTable        *numbers,
             GHashTable        *kinds,
             GPtrArray         *rows,
             GArray            *labels,
             GArray            *idf)
{
  struct parameter parameter = { .solver_type = L2R_L2LOSS_SVC_DUAL, .C = 1.0, .eps = 0.1 };
  struct problem problem = { .bias = -1.0, .n = (int) idf->len };

  for (guint i = 0; i < relais_training_set_get_n_samples (samples); i++)
    {
      const RelaisTrainingSample *sample = relais_training_set_get_sample (samples, i);
      struct feature_node *nodes;
      double label;
      guint n_nodes = 0;

      if (sample->kind == NULL)
        continue;

      nodes = vectorise (sample->text, numbers, idf, FALSE);
      while (nodes[n_nodes].index >= 0)
        n_nodes++;
      qsort (nodes, n_nodes, sizeof *nodes, compare_nodes);
      label = GPOINTER_TO_UINT (g_hash_table_lookup (kinds, sample->kind));
      g_ptr_array_add (rows, nodes);
      g_array_append_val (labels, label);
    }

  problem.l = (int) rows->len;
  problem.x = (struct feature_node **) rows->pdata;
  problem.y = (double *) (gpointer) labels->data;
  set_print_string_function (be_quiet);
  return train (&problem, &parameter);
}

static void
run_plain (RelaisTrainingSet *samples,
           RelaisTrainingSet *rows,
           Result            *result)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) vectors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) labels = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  g_autoptr(GArray) idf = NULL;
  g_autofree double *values = NULL;
  struct model *model;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < relais_training_set_get_n_kinds (samples); i++)
    g_hash_table_insert (kinds, (char *) relais_training_set_get_kind (samples, i),
                         GUINT_TO_POINTER (i + 1));
  idf = count_words (samples, numbers);
  model = train_plain (samples, numbers, kinds, vectors, labels, idf);
  result->train_seconds = seconds_since (start);

  values = g_new (double, get_nr_class (model));
  start = g_get_monotonic_time ();
  for (guint i = 0; i < relais_training_set_get_n_samples (rows); i++)
    {
      const RelaisTrainingSample *row = relais_training_set_get_sample (rows, i);
      g_autofree struct feature_node *nodes = vectorise (row->text, numbers, idf, FALSE);
      guint best = (guint) predict_values (model, nodes, values);
      Answer answer = { .confidence = -G_MAXDOUBLE, .is_in_scope = row->kind != NULL };

      answer.is_right = row->kind != NULL &&
                        GPOINTER_TO_UINT (g_hash_table_lookup (kinds, row->kind)) == best;
      for (int j = 0; j < get_nr_class (model); j++)
        answer.confidence = MAX (answer.confidence, values[j]);
      g_array_append_val (answers, answer);
    }
  result->texts_per_second = answers->len / seconds_since (start);
  take_answers (result, answers);
  free_and_destroy_model (&model);
}

static void
print_result (const char   *name,
              const Result *result)
{
  g_print (
    "%-28s right %5.1f %%   refused at -1.5 points %5.1f %%   training %6.2f s   %7.0f texts/s\n",
    name, 100.0 * result->accuracy, 100.0 * result->refused, result->train_seconds,
    result->texts_per_second);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(RelaisTrainingSet) samples = relais_training_set_new ();
  g_autoptr(RelaisTrainingSet) rows = relais_training_set_new ();
  g_autoptr(GError) error = NULL;
  Result relais;
  Result plain;

  if (argc == 1)
    {
      make_sets (samples, rows);
    }
  else if (argc != 3 || !relais_training_set_load_rows (samples, argv[1], &error) ||
           !relais_training_set_load_rows (rows, argv[2], &error))
    {
      g_printerr ("bench-classifier: %s\n",
                  error != NULL ? error->message : "give both files, or none");
      return 2;
    }

  run_plain (samples, rows, &plain);
  run_relais (samples, rows, &relais);
  print_result ("LIBLINEAR on plain words", &plain);
  print_result ("Relais", &relais);

  return relais.texts_per_second >= MIN_TEXTS_PER_SECOND &&
             relais.train_seconds <= MAX_TRAIN_SECONDS && relais.accuracy >= plain.accuracy
           ? 0
           : 1;
}
