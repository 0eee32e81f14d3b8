/* relais-database-thread.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-database-private.h"

/* Waiting writes are committed together, but the first of them must not wait long for the last. */
#define MAX_BATCH_CALLS 128
#define MAX_BATCH_MICROSECONDS (20 * 1000)
/* A read looks after so many steps of SQLite's machine whether anybody still wants its answer. */
#define STEPS_BETWEEN_LOOKS 20000

void
relais_database_call_complete (RelaisDatabaseCall *call)
{
  relais_promise_complete (call->promise, &call->result, g_steal_pointer (&call->error));
  g_clear_object (&call->cancellable);
  if (G_IS_VALUE (&call->result))
    g_value_unset (&call->result);
  g_free (call->what);
  g_free (call);
}

/* Runs the caller's function. Returns: whether what it did may be kept */
static gboolean
call_run (RelaisDatabase     *self,
          RelaisDatabaseCall *call,
          GArray             *notes)
{
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (call->cancellable, &call->error))
    return FALSE;

  relais_sql_lend (self->sql, call->type == RELAIS_DATABASE_WRITE, notes);
  done = call->func (self->sql, call->data, &call->result, &call->error);
  relais_sql_give_back (self->sql);

  if (done)
    g_assert (call->error == NULL);
  else if (call->error == NULL)
    call->error = g_error_new (RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED,
                               "%s failed without a reason", call->what);

  return done;
}

static int
look_cb (void *user_data)
{
  return g_cancellable_is_cancelled (user_data);
}

static void
run_read (RelaisDatabase     *self,
          RelaisDatabaseCall *call)
{
  if (g_atomic_int_get (&self->closing))
    {
      call->error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: the database is closing", call->what);
    }
  else
    {
      sqlite3 *db = relais_sql_get_handle (self->sql);

      sqlite3_progress_handler (db, STEPS_BETWEEN_LOOKS, look_cb, call->cancellable);
      call_run (self, call, NULL);
      sqlite3_progress_handler (db, 0, NULL, NULL);
    }

  relais_database_call_complete (call);
}

/* One of several writes in a transaction: it is undone alone when it fails. */
static gboolean
run_in_savepoint (RelaisDatabase      *self,
                  RelaisDatabaseCall  *call,
                  GArray              *notes,
                  GError             **error)
{
  guint n_notes = notes->len;

  if (!relais_sql_run_script (self->sql, "SAVEPOINT one", error))
    return FALSE;

  if (!call_run (self, call, notes))
    {
      g_array_set_size (notes, n_notes);

      /* After a full disk or an I/O error SQLite has undone the whole transaction by itself. */
      if (sqlite3_get_autocommit (relais_sql_get_handle (self->sql)))
        {
          g_propagate_error (error, g_error_copy (call->error));
          return FALSE;
        }
      if (!relais_sql_run_script (self->sql, "ROLLBACK TO one", error))
        return FALSE;
    }

  return relais_sql_run_script (self->sql, "RELEASE one", error);
}

static RelaisDatabaseCall *
next_write (RelaisDatabase *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->locked.mutex);
  RelaisDatabaseCall *call = g_queue_peek_head (&self->locked.calls);

  if (call == NULL || call->type != RELAIS_DATABASE_WRITE)
    return NULL;

  return g_queue_pop_head (&self->locked.calls);
}

static void
run_writes (RelaisDatabase     *self,
            RelaisDatabaseCall *first)
{
  g_autoptr(GPtrArray) batch = g_ptr_array_new ();
  g_autoptr(GArray) notes = g_array_new (FALSE, FALSE, sizeof (RelaisSqlNote));
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean begun = relais_sql_run_script (self->sql, "BEGIN IMMEDIATE", &error);

  for (RelaisDatabaseCall *call = first; call != NULL; call = next_write (self))
    {
      g_ptr_array_add (batch, call);
      if (!begun || !run_in_savepoint (self, call, notes, &error) ||
          batch->len >= MAX_BATCH_CALLS || g_get_monotonic_time () - start > MAX_BATCH_MICROSECONDS)
        break;
    }

  if (error == NULL)
    relais_sql_run_script (self->sql, "COMMIT", &error);

  if (error == NULL)
    relais_database_deliver (self, notes);
  else if (!sqlite3_get_autocommit (relais_sql_get_handle (self->sql)))
    relais_sql_run_script (self->sql, "ROLLBACK", NULL);

  for (guint i = 0; i < batch->len; i++)
    {
      RelaisDatabaseCall *call = g_ptr_array_index (batch, i);

      if (error != NULL && call->error == NULL)
        call->error = g_error_copy (error);
      relais_database_call_complete (call);
    }
}

static void
run_close (RelaisDatabase     *self,
           RelaisDatabaseCall *call)
{
  if (self->sql != NULL)
    relais_sql_run_script (self->sql, "PRAGMA optimize", NULL);
  g_clear_pointer (&self->sql, relais_sql_free);
  g_clear_fd (&self->lock_fd, NULL);
  relais_database_call_complete (call);

  g_mutex_lock (&self->locked.mutex);
  self->locked.closed = TRUE;
  g_cond_signal (&self->locked.closed_cond);
  g_mutex_unlock (&self->locked.mutex);
}

/* All that waits, in order. */
gboolean
relais_database_drain (gpointer       data,
                       GCancellable  *cancellable,
                       GValue        *result,
                       GError       **error)
{
  RelaisDatabase *self = data;

  while (TRUE)
    {
      RelaisDatabaseCall *call;

      g_mutex_lock (&self->locked.mutex);
      call = g_queue_pop_head (&self->locked.calls);
      if (call == NULL)
        self->locked.draining = FALSE;
      g_mutex_unlock (&self->locked.mutex);

      if (call == NULL)
        return TRUE;

      if (call->type == RELAIS_DATABASE_CLOSE)
        {
          run_close (self, call);
        }
      else if (self->sql == NULL)
        {
          call->error = g_error_new (RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_FAILED,
                                     "%s: the database is not open", call->what);
          relais_database_call_complete (call);
        }
      else if (call->type == RELAIS_DATABASE_READ)
        {
          run_read (self, call);
        }
      else
        {
          run_writes (self, call);
        }
    }
}
