/* relais-jq.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <jq.h>
#include <string.h>

#include "relais-jq.h"
#include "relais-jq-private.h"

/* A compiled program belongs to one thread at a time; a second thread that needs it meanwhile compiles its own. So many are kept. */
#define MAX_IDLE 2

struct _RelaisJq
{
  gatomicrefcount  ref_count;
  char            *program;   /* (owned) never changes */
  GMutex           lock;
  GPtrArray       *idle;      /* (owned) (locked) of jq_state */
};

/* What reaches outside, put out of reach: the program stands where these names mean something else. Imports are syntax errors there. */
static const char fence[] =
  "{} as $ENV | {} as $__prog_args | "
  "def refused: error(\"not here\"); "
  "def env: refused; def input: refused; def inputs: refused; def input_filename: refused; def input_line_number: refused; "
  "def debug: refused; def debug(f): refused; def stderr: refused; def modulemeta: refused; def get_search_list: refused; "
  "def halt: refused; def halt_error: refused; def halt_error(f): refused; def now: refused; "
  "def localtime: refused; def strflocaltime(f): refused; "
  "(";

G_DEFINE_BOXED_TYPE (RelaisJq, relais_jq, relais_jq_ref, relais_jq_unref)

static void
state_free (gpointer data)
{
  jq_state *state = data;

  jq_teardown (&state);
}

/* The first thing that jq says of a program is what is wrong with it; then it counts. */
static void
compile_error_cb (void *data,
                  jv    message)
{
  char **said = data;
  jv text = jq_format_error (message);

  if (*said == NULL && jv_get_kind (text) == JV_KIND_STRING)
    {
      const char *line = jv_string_value (text);

      if (g_str_has_prefix (line, "jq: error: "))
        line += strlen ("jq: error: ");
      *said = g_strndup (line, strcspn (line, "\n"));
    }
  jv_free (text);
}

/* What a program says while it runs may hold what it runs on. */
static void
silent_cb (void *data,
           jv    message)
{
  jv_free (message);
}

static jq_state *
compile (const char  *program,
         GError     **error)
{
  /* On a line of its own, for a program may end with a comment. */
  g_autofree char *fenced = g_strconcat (fence, program, "\n)", NULL);
  g_autofree char *said = NULL;
  jq_state *state = jq_init ();
  gboolean compiled;

  if (state == NULL)
    g_error ("jq: out of memory");

  jq_set_error_cb (state, compile_error_cb, &said);
  compiled = jq_compile (state, fenced);
  jq_set_error_cb (state, silent_cb, NULL);
  jq_set_debug_cb (state, silent_cb, NULL);
  jq_set_stderr_cb (state, silent_cb, NULL);
  if (!compiled)
    {
      g_set_error (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID, "jq program: %s", said != NULL ? said : "not valid");
      state_free (state);
      return NULL;
    }

  return state;
}

RelaisJq *
relais_jq_new_later (const char *program)
{
  RelaisJq *self;

  g_return_val_if_fail (program != NULL, NULL);

  self = g_new0 (RelaisJq, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->program = g_strdup (program);
  g_mutex_init (&self->lock);
  self->idle = g_ptr_array_new_with_free_func (state_free);

  return self;
}

RelaisJq *
relais_jq_new (const char  *program,
               GError     **error)
{
  jq_state *state;
  RelaisJq *self;

  g_return_val_if_fail (program != NULL, NULL);

  state = compile (program, error);
  if (state == NULL)
    return NULL;

  self = relais_jq_new_later (program);
  g_ptr_array_add (self->idle, state);

  return self;
}

const char *
relais_jq_get_program (RelaisJq *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->program;
}

RelaisJq *
relais_jq_ref (RelaisJq *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
relais_jq_unref (RelaisJq *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_free (self->program);
  g_free (self);
}

static jq_state *
borrow (RelaisJq  *self,
        GError   **error)
{
  jq_state *state = NULL;

  g_mutex_lock (&self->lock);
  if (self->idle->len > 0)
    state = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->lock);

  return state != NULL ? state : compile (self->program, error);
}

static void
give_back (RelaisJq *self,
           jq_state *state)
{
  /* Lets go of what it worked on. */
  jq_start (state, jv_null (), 0);

  g_mutex_lock (&self->lock);
  if (self->idle->len < MAX_IDLE)
    g_ptr_array_add (self->idle, g_steal_pointer (&state));
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&state, state_free);
}

static gboolean
take (jv         value,
      gboolean   is_first,
      JsonNode **result,
      GError   **error)
{
  if (!is_first)
    {
      jv_free (value);
      g_set_error_literal (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID, "the jq program gives more than one value");
      return FALSE;
    }

  *result = relais_jq_to_node (value, error);

  return *result != NULL;
}

JsonNode *
relais_jq_run (RelaisJq  *self,
               JsonNode  *input,
               GError   **error)
{
  g_autoptr(JsonNode) result = NULL;
  gboolean good = TRUE;
  guint n_values = 0;
  jq_state *state;
  jv value;

  g_return_val_if_fail (self != NULL, NULL);

  if (!relais_jq_from_node (input, &value, error))
    return NULL;

  state = borrow (self, error);
  if (state == NULL)
    {
      jv_free (value);
      return NULL;
    }

  jq_start (state, value, 0);
  while (good && jv_is_valid (value = jq_next (state)))
    good = take (value, n_values++ == 0, &result, error);
  if (good && jv_invalid_has_msg (jv_copy (value)))
    {
      good = FALSE;
      g_set_error_literal (error, RELAIS_CORE_ERROR, RELAIS_CORE_ERROR_INVALID, "the jq program fails on this value");
    }
  if (!jv_is_valid (value))
    jv_free (value);
  give_back (self, state);

  if (!good)
    return NULL;

  return result != NULL ? g_steal_pointer (&result) : json_node_new (JSON_NODE_NULL);
}
