/* relais-job.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-private.h"
#include "relais-json.h"

#define MAX_CAUSE_SIZE 4096

/* One row as it was when it was read; it does not change any more. */
struct _RelaisJob
{
  GObject         parent_instance;

  gint64          id;
  char           *kind;      /* (owned) */
  char           *key;       /* (owned) (nullable) */
  char           *payload;   /* (owned) */
  char           *result;    /* (owned) (nullable) */
  char           *error;     /* (owned) (nullable) */
  char           *cause;     /* (owned) (nullable) */
  int             cause_code;
  RelaisJobState  state;
  guint           interruptions;
  guint           attempts;
  gint64          created;
  gint64          not_before;
};

G_DEFINE_FINAL_TYPE (RelaisJob, relais_job, G_TYPE_OBJECT)

static const char * const state_names[] = { "waiting", "running", "done", "dead", "cancelled" };

static void
relais_job_finalize (GObject *object)
{
  RelaisJob *self = RELAIS_JOB (object);

  g_free (self->kind);
  g_free (self->key);
  g_free (self->payload);
  g_free (self->result);
  g_free (self->error);
  g_free (self->cause);

  G_OBJECT_CLASS (relais_job_parent_class)->finalize (object);
}

static void
relais_job_class_init (RelaisJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = relais_job_finalize;
}

static void
relais_job_init (RelaisJob *self)
{
}

static void
read_cause (RelaisJob *self)
{
  g_autoptr(JsonNode) node = NULL;

  if ((self->state != RELAIS_JOB_DEAD && self->state != RELAIS_JOB_WAITING) || self->result == NULL)
    return;
  node = relais_json_parse (self->result, -1, MAX_CAUSE_SIZE, "cause", NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  self->cause = g_strdup (relais_json_get_string (json_node_get_object (node), "domain", NULL));
  self->cause_code = (int) relais_json_get_int (json_node_get_object (node), "code", 0);
}

/* @rows: on a row of RELAIS_JOB_COLUMNS */
RelaisJob *
relais_job_new_from_row (RelaisRows *rows)
{
  RelaisJob *self = g_object_new (RELAIS_TYPE_JOB, NULL);

  self->id = relais_rows_get_int64 (rows, 0);
  self->kind = g_strdup (relais_rows_get_string (rows, 1));
  self->key = g_strdup (relais_rows_get_string (rows, 2));
  self->payload = g_strdup (relais_rows_get_string (rows, 3));
  relais_job_state_from_string (relais_rows_get_string (rows, 4), &self->state);
  self->interruptions = (guint) relais_rows_get_int64 (rows, 5);
  self->attempts = (guint) relais_rows_get_int64 (rows, 6);
  self->created = relais_rows_get_int64 (rows, 7);
  self->not_before = relais_rows_get_int64 (rows, 8);
  self->result = g_strdup (relais_rows_get_string (rows, 9));
  self->error = g_strdup (relais_rows_get_string (rows, 10));
  read_cause (self);

  return self;
}

gint64
relais_job_get_id (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), 0);

  return self->id;
}

const char *
relais_job_get_kind (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), NULL);

  return self->kind;
}

/**
 * relais_job_get_key:
 *
 * Returns: (nullable): its idempotency key
 */
const char *
relais_job_get_key (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), NULL);

  return self->key;
}

const char *
relais_job_get_payload (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), NULL);

  return self->payload;
}

/**
 * relais_job_get_result:
 *
 * Returns: (nullable): what its handler gave; see relais_job_get_cause() for one that failed
 */
const char *
relais_job_get_result (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), NULL);

  return self->result;
}

/**
 * relais_job_get_error:
 *
 * Returns: (nullable): why the last attempt failed
 */
const char *
relais_job_get_error (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), NULL);

  return self->error;
}

/**
 * relais_job_get_cause:
 * @code: (out) (optional): in that domain
 *
 * Of a job that is dead, or waits for another try, the last failure as it was, for whoever chooses words by domain and code.
 *
 * Returns: (nullable): the name of the error's domain; %NULL when the program ended each time it was tried
 */
const char *
relais_job_get_cause (RelaisJob *self,
                      int       *code)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), NULL);

  if (code != NULL)
    *code = self->cause_code;

  return self->cause;
}

/* What read_cause() reads. */
char *
relais_job_cause_to_string (const GError *error)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "domain", g_quark_to_string (error->domain));
  json_object_set_int_member (object, "code", error->code);
  json_node_set_object (node, object);

  return relais_json_stringify (node);
}

RelaisJobState
relais_job_get_state (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), RELAIS_JOB_WAITING);

  return self->state;
}

/**
 * relais_job_get_attempts:
 *
 * Returns: how often it was begun, this time included
 */
guint
relais_job_get_attempts (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), 0);

  return self->attempts;
}

gint64
relais_job_get_created (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), 0);

  return self->created;
}

gint64
relais_job_get_not_before (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), 0);

  return self->not_before;
}

/**
 * relais_job_was_interrupted:
 *
 * Returns: whether the program ended during an earlier attempt: the effect may have happened already
 */
gboolean
relais_job_was_interrupted (RelaisJob *self)
{
  g_return_val_if_fail (RELAIS_IS_JOB (self), FALSE);

  return self->interruptions > 0;
}

guint
relais_job_get_interruptions (RelaisJob *self)
{
  return self->interruptions;
}

/**
 * relais_job_state_to_string:
 *
 * Returns: its name in the database and in JSON
 */
const char *
relais_job_state_to_string (RelaisJobState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

gboolean
relais_job_state_from_string (const char     *text,
                              RelaisJobState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (text, state_names[i]) == 0)
      {
        *state = (RelaisJobState) i;
        return TRUE;
      }

  return FALSE;
}
