/* relais-trainer.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-kind-sql-private.h"
#include "relais-learning.h"
#include "relais-trainer.h"

/* What is read in one go from the database and then worked on elsewhere. */
typedef struct
{
  RelaisDatabase *database;     /* (owned) */
  RelaisWorker   *worker;       /* (owned) */
  char           *model_file;   /* (owned) (nullable): trials keep nothing */
  RelaisIdentity  me;           /* (owned) */
  RelaisProposal *proposal;     /* (owned) (nullable) */
  GPtrArray      *kinds;        /* (owned) */
  GPtrArray      *rules;        /* (owned) */
  GPtrArray      *people;       /* (owned) */
  GPtrArray      *examples;     /* (owned) */
} Training;

static void
identity_copy (RelaisIdentity       *to,
               const RelaisIdentity *from)
{
  to->name = g_strdup (from->name);
  to->address = g_strdup (from->address);
  to->team = g_strdup (from->team);
  to->signature_en = g_strdup (from->signature_en);
  to->signature_fr = g_strdup (from->signature_fr);
}

static void
training_clear (gpointer data)
{
  Training *self = data;

  g_clear_object (&self->database);
  g_clear_object (&self->worker);
  g_free (self->model_file);
  g_free (self->me.name);
  g_free (self->me.address);
  g_free (self->me.team);
  g_free (self->me.signature_en);
  g_free (self->me.signature_fr);
  g_clear_pointer (&self->proposal, relais_proposal_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
}

/* Shared by the fiber and by the work it waits for: the fiber may be dropped while the work still runs. */
static Training *
training_ref (Training *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
training_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, training_clear);
}

static void
person_free (gpointer data)
{
  RelaisPerson *person = data;

  g_free (person->name);
  g_free (person->address);
  g_free (person);
}

static gboolean
read_people (RelaisSql  *sql,
             Training   *self,
             GError    **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "SELECT id, name, address FROM member ORDER BY id", "");

  if (rows == NULL)
    return FALSE;

  self->people = g_ptr_array_new_with_free_func (person_free);
  while (relais_rows_next (rows, &local))
    {
      RelaisPerson *person = g_new0 (RelaisPerson, 1);

      person->id = relais_rows_get_int64 (rows, 0);
      person->name = g_strdup (relais_rows_get_string (rows, 1));
      person->address = g_strdup (relais_rows_get_string (rows, 2));
      g_ptr_array_add (self->people, person);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return error == NULL || *error == NULL;
}

static gboolean
read_rules (RelaisSql  *sql,
            Training   *self,
            GError    **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error,
                                                 "SELECT id, definition FROM rule WHERE enabled ORDER BY position, id", "");

  if (rows == NULL)
    return FALSE;

  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
  while (relais_rows_next (rows, &local))
    {
      g_autoptr(GError) damaged = NULL;
      g_autoptr(JsonNode) definition = json_from_string (relais_rows_get_string (rows, 1), &damaged);
      RelaisRule *rule = definition != NULL
                         ? relais_rule_new_from_json (relais_rows_get_int64 (rows, 0), definition, &damaged) : NULL;

      if (rule == NULL)
        g_warning ("rule left out: %s", damaged != NULL ? damaged->message : "empty");
      else
        g_ptr_array_add (self->rules, rule);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return error == NULL || *error == NULL;
}

static void
teach (Training *self)
{
  const RelaisProposal *proposal = self->proposal;

  for (guint i = self->examples->len; i > 0 && proposal->dropped != NULL; i--)
    {
      const RelaisExample *example = g_ptr_array_index (self->examples, i - 1);

      if (g_strcmp0 (example->kind, proposal->taught) == 0 &&
          g_ptr_array_find_with_equal_func (proposal->dropped, example->text, g_str_equal, NULL))
        g_ptr_array_remove_index (self->examples, i - 1);
    }
  for (guint i = 0; proposal->added != NULL && i < proposal->added->len; i++)
    {
      const RelaisExample *example = g_ptr_array_index (proposal->added, i);

      g_ptr_array_add (self->examples, relais_example_new (proposal->taught, example->language, example->text, example->weight));
    }
}

static gboolean
read_all (RelaisSql  *sql,
          gpointer    data,
          GValue     *result,
          GError    **error)
{
  Training *self = data;
  const RelaisProposal *proposal = self->proposal;

  self->kinds = proposal != NULL && proposal->kinds != NULL ? g_ptr_array_ref (proposal->kinds)
                                                            : relais_kind_sql_load (sql, error);
  if (self->kinds == NULL)
    return FALSE;
  self->examples = relais_kind_sql_examples (sql, TRUE, error);
  if (self->examples == NULL)
    return FALSE;
  if (proposal != NULL)
    teach (self);
  if (proposal != NULL && proposal->rules != NULL)
    self->rules = g_ptr_array_ref (proposal->rules);

  return read_people (sql, self, error) && (self->rules != NULL || read_rules (sql, self, error));
}

static RelaisClassifierModel *
load_kept (const char *file,
           const char *hash)
{
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  RelaisClassifierModel *model;
  gsize hash_length = strlen (hash);
  gsize length;

  if (file == NULL || !g_file_get_contents (file, &contents, &length, NULL) || length <= hash_length ||
      strncmp (contents, hash, hash_length) != 0)
    return NULL;

  bytes = g_bytes_new (contents + hash_length, length - hash_length);
  model = relais_classifier_model_new_from_bytes (bytes, &error);
  if (model == NULL)
    g_info ("the kept classifier is trained again: %s", error->message);

  return model;
}

static void
keep_model (const char            *file,
            const char            *hash,
            RelaisClassifierModel *model)
{
  g_autoptr(GBytes) bytes = relais_classifier_model_to_bytes (model);
  g_autoptr(GByteArray) whole = g_byte_array_new ();
  g_autoptr(GError) error = NULL;

  g_byte_array_append (whole, (const guint8 *) hash, (guint) strlen (hash));
  g_byte_array_append (whole, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  if (!g_file_set_contents_full (file, (const char *) whole->data, (gssize) whole->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_warning ("the classifier was not kept: %s", error->message);
}

static gboolean
train (gpointer       data,
       GCancellable  *cancellable,
       GValue        *result,
       GError       **error)
{
  Training *self = data;
  g_autoptr(RelaisTrainingSet) samples = relais_learning_make_set (self->kinds, self->examples);
  g_autofree char *hash = relais_training_set_dup_hash (samples);
  g_autoptr(RelaisClassifierModel) model = relais_learning_load_shipped (hash);

  if (model == NULL)
    model = load_kept (self->model_file, hash);
  if (model == NULL)
    {
      model = relais_classifier_model_train (samples, -1.0, cancellable, error);
      if (model == NULL)
        return FALSE;
      if (self->model_file != NULL)
        keep_model (self->model_file, hash, model);
    }

  g_value_init (result, RELAIS_TYPE_KNOWLEDGE);
  g_value_take_boxed (result, relais_knowledge_new (self->kinds, self->rules, self->people, &self->me, model, samples));

  return TRUE;
}

static DexFuture *
train_fiber (gpointer data)
{
  Training *self = data;
  GError *error = NULL;
  RelaisKnowledge *knowledge;

  if (!dex_await (relais_database_read (self->database, "training", read_all, training_ref (self), training_unref), &error))
    return dex_future_new_for_error (error);

  knowledge = dex_await_boxed (relais_worker_run (self->worker, "training", train, training_ref (self), training_unref), &error);
  if (knowledge == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (RELAIS_TYPE_KNOWLEDGE, knowledge);
}

/* See the header. */
DexFuture *
relais_trainer_run (RelaisDatabase *database,
                    RelaisWorker   *worker,
                    const char     *model_file,
                    RelaisIdentity  me,
                    RelaisProposal *proposal)
{
  Training *self = g_atomic_rc_box_new0 (Training);

  self->database = g_object_ref (database);
  self->worker = g_object_ref (worker);
  self->model_file = g_strdup (model_file);
  identity_copy (&self->me, &me);
  self->proposal = proposal != NULL ? relais_proposal_ref (proposal) : NULL;

  return relais_future_spawn ("training", train_fiber, self, training_unref);
}
