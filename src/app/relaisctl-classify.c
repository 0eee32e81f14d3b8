/* relaisctl-classify.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relaisctl-classify.h"

#include "relais-classifier-report.h"

#define EXIT_DONE 0
#define EXIT_FAILED 1
#define EXIT_USAGE 2
#define N_FOLDS 3

typedef struct
{
  char *kinds;     /* (owned) (nullable) */
  char *train;     /* (owned) (nullable) */
  char *test;      /* (owned) (nullable) */
  char *threshold; /* (owned) (nullable) as typed */
  gboolean json;
  double refuse_below; /* negative: to be picked */
} Options;

static void
clear_options (Options *options)
{
  g_free (options->kinds);
  g_free (options->train);
  g_free (options->test);
  g_free (options->threshold);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
parse_threshold (Options  *options,
                 GError  **error)
{
  char *end = NULL;

  options->refuse_below = -1.0;
  if (options->threshold == NULL)
    return TRUE;

  options->refuse_below = g_ascii_strtod (options->threshold, &end);
  if (end != options->threshold && *end == '\0' && options->refuse_below >= 0.0 &&
      options->refuse_below <= 1.0)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "--threshold is a probability from 0 to 1, not “%s”", options->threshold);
  return FALSE;
}

static gboolean
parse_options (Options   *options,
               int       *argc,
               char    ***argv,
               GError   **error)
{
  const GOptionEntry entries[] = {
    { "kinds", 0, 0, G_OPTION_ARG_FILENAME, &options->kinds,
      "The kinds: JSON (names, a pack) or one a line; without it, those of the training rows",
      "FILE" },
    { "train", 0, 0, G_OPTION_ARG_FILENAME, &options->train,
      "Rows {\"text\", \"kind\"} to learn from; kind null is none of these", "FILE.jsonl" },
    { "test", 0, 0, G_OPTION_ARG_FILENAME, &options->test,
      "Rows to measure on; without it, the training rows are held out in turn", "FILE.jsonl" },
    { "threshold", 0, 0, G_OPTION_ARG_STRING, &options->threshold,
      "Probability below which a text is none of these; without it, picked on the training rows",
      "X" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "Print one JSON document", NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("– measure the built-in classifier");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error) || !parse_threshold (options, error))
    return FALSE;

  if (*argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "Unexpected argument “%s”",
                   (*argv)[1]);
      return FALSE;
    }
  if (options->train == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "--train is missing");
      return FALSE;
    }
  return TRUE;
}

static RelaisTrainingSet *
load_rows (const char  *kinds,
           const char  *path,
           GError     **error)
{
  g_autoptr(RelaisTrainingSet) rows = relais_training_set_new ();

  if ((kinds != NULL && !relais_training_set_load_kinds (rows, kinds, error)) ||
      !relais_training_set_load_rows (rows, path, error))
    return NULL;

  return g_steal_pointer (&rows);
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static RelaisClassifierReport *
measure (const Options  *options,
         GError        **error)
{
  g_autoptr(RelaisTrainingSet) samples = load_rows (options->kinds, options->train, error);
  g_autoptr(RelaisTrainingSet) rows = NULL;
  g_autoptr(RelaisClassifierModel) model = NULL;
  RelaisClassifierReport *report;
  double train_seconds;
  gint64 start;

  if (samples == NULL)
    return NULL;
  if (options->test != NULL)
    {
      rows = load_rows (options->kinds, options->test, error);
      if (rows == NULL)
        return NULL;
    }

  start = g_get_monotonic_time ();
  model = relais_classifier_model_train (samples, options->refuse_below, NULL, error);
  if (model == NULL)
    return NULL;
  train_seconds = seconds_since (start);

  report = rows != NULL
    ? relais_classifier_evaluate (model, rows, options->refuse_below)
    : relais_classifier_cross_validate (samples, options->refuse_below, N_FOLDS, NULL, error);
  if (report != NULL)
    report->train_seconds = train_seconds;
  return report;
}

int
relaisctl_classify (int    argc,
                    char **argv)
{
  g_auto(Options) options = { NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(RelaisClassifierReport) report = NULL;
  g_autofree char *text = NULL;

  if (!parse_options (&options, &argc, &argv, &error))
    {
      g_printerr ("relaisctl classify: %s\n", error->message);
      return EXIT_USAGE;
    }

  report = measure (&options, &error);
  if (report == NULL)
    {
      g_printerr ("relaisctl classify: %s\n", error->message);
      return EXIT_FAILED;
    }

  if (options.json)
    {
      g_autoptr(JsonNode) root = relais_classifier_report_to_json (report);

      text = json_to_string (root, TRUE);
      g_print ("%s\n", text);
    }
  else
    {
      text = relais_classifier_report_to_text (report);
      g_print ("%s", text);
    }
  return EXIT_DONE;
}
