/* relais-database.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "relais-database-file-private.h"
#include "relais-database-private.h"

typedef struct
{
  RelaisDatabaseAddress *address;  /* (owned) */
  GArray                *notes;    /* (owned) RelaisSqlNote */
} Delivery;

G_DEFINE_FINAL_TYPE (RelaisDatabase, relais_database, G_TYPE_OBJECT)

enum
{
  COMMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
delivery_free (gpointer data)
{
  Delivery *self = data;

  g_atomic_rc_box_release (self->address);
  g_array_unref (self->notes);
  g_free (self);
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *self = data;
  g_autoptr(RelaisDatabase) database = NULL;

  if (self->address->database == NULL)
    return G_SOURCE_REMOVE;

  database = g_object_ref (self->address->database);
  for (guint i = 0; i < self->notes->len; i++)
    {
      const RelaisSqlNote *note = &g_array_index (self->notes, RelaisSqlNote, i);

      g_signal_emit (database, signals[COMMITTED], note->topic, note->id);
    }

  return G_SOURCE_REMOVE;
}

/* From the database's thread. */
void
relais_database_deliver (RelaisDatabase *self,
                         GArray         *notes)
{
  Delivery *delivery;

  if (notes->len == 0)
    return;

  delivery = g_new0 (Delivery, 1);
  delivery->address = g_atomic_rc_box_acquire (self->address);
  delivery->notes = g_array_ref (notes);
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver_cb, delivery, delivery_free);
}

static DexFuture *
submit (RelaisDatabase         *self,
        RelaisDatabaseCallType  type,
        const char             *what,
        RelaisSqlFunc           func,
        gpointer                data,
        GDestroyNotify          destroy)
{
  RelaisDatabaseCall *call = g_new0 (RelaisDatabaseCall, 1);
  DexFuture *future;
  gboolean start = FALSE;

  call->type = type;
  call->what = g_strdup (what);
  call->func = func;
  call->data = data;
  call->promise = relais_promise_new ();
  relais_promise_set_release (call->promise, data, destroy);
  call->cancellable = g_object_ref (relais_promise_get_cancellable (call->promise));
  future = relais_promise_dup_future (call->promise);

  if (g_atomic_int_get (&self->closing) && type != RELAIS_DATABASE_CLOSE)
    {
      call->error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: the database is closed", what);
      relais_database_call_complete (call);
      return future;
    }

  g_mutex_lock (&self->locked.mutex);
  g_queue_push_tail (&self->locked.calls, call);
  start = !self->locked.draining;
  self->locked.draining = TRUE;
  g_mutex_unlock (&self->locked.mutex);

  if (start)
    relais_future_detach (relais_worker_run (self->worker, "database", relais_database_drain, self, NULL),
                          "database");

  return future;
}

static gboolean
open_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  RelaisDatabase *self = data;

  self->lock_fd = relais_database_file_lock (self->path, error);
  if (self->lock_fd < 0)
    return FALSE;

  self->sql = relais_database_file_open (self->path, error);
  if (self->sql == NULL)
    g_clear_fd (&self->lock_fd, NULL);

  return self->sql != NULL;
}

static gboolean
check_sql (RelaisSql  *sql,
           gpointer    data,
           GValue     *result,
           GError    **error)
{
  g_autoptr(RelaisRows) rows = relais_sql_query (sql, error, "PRAGMA quick_check (1)", NULL);

  if (rows == NULL || !relais_rows_next (rows, error))
    return FALSE;

  if (g_strcmp0 (relais_rows_get_string (rows, 0), "ok") == 0)
    return TRUE;

  g_set_error (error, RELAIS_STORAGE_ERROR, RELAIS_STORAGE_ERROR_DAMAGED,
               "The file is damaged: %s", relais_rows_get_string (rows, 0));
  return FALSE;
}

static void
relais_database_dispose (GObject *object)
{
  RelaisDatabase *self = RELAIS_DATABASE (object);

  relais_database_close (self);
  self->address->database = NULL;

  G_OBJECT_CLASS (relais_database_parent_class)->dispose (object);
}

static void
relais_database_finalize (GObject *object)
{
  RelaisDatabase *self = RELAIS_DATABASE (object);

  g_assert (g_queue_is_empty (&self->locked.calls));

  g_clear_object (&self->worker);
  g_atomic_rc_box_release (self->address);
  g_mutex_clear (&self->locked.mutex);
  g_cond_clear (&self->locked.closed_cond);
  g_free (self->path);

  G_OBJECT_CLASS (relais_database_parent_class)->finalize (object);
}

static void
relais_database_class_init (RelaisDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_database_dispose;
  object_class->finalize = relais_database_finalize;

  /**
   * RelaisDatabase::committed:
   * @id: which one changed
   *
   * The detail is the topic that relais_sql_notify() was given.
   */
  signals[COMMITTED] = g_signal_new ("committed", RELAIS_TYPE_DATABASE,
                                     G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
relais_database_init (RelaisDatabase *self)
{
  g_mutex_init (&self->locked.mutex);
  g_cond_init (&self->locked.closed_cond);
  g_queue_init (&self->locked.calls);
  self->lock_fd = -1;
  self->worker = relais_worker_new ("database", 1);
  self->address = g_atomic_rc_box_new0 (RelaisDatabaseAddress);
  self->address->database = self;
}

/**
 * relais_database_new:
 * @path: the file; it is made when it is opened, with its folder, for the owner's eyes only
 */
RelaisDatabase *
relais_database_new (const char *path)
{
  RelaisDatabase *self = g_object_new (RELAIS_TYPE_DATABASE, NULL);

  self->path = g_strdup (path);

  return self;
}

/**
 * relais_database_open:
 *
 * Locks the file for this process, opens it and brings it to the newest version. Once in a database's life; what is
 * asked before it is done waits for it.
 *
 * Returns: (transfer full): resolves to %TRUE; rejected with %RELAIS_STORAGE_ERROR_LOCKED (the message has the other
 *   process's id), %RELAIS_STORAGE_ERROR_NEWER (the file is as it was), %RELAIS_STORAGE_ERROR_DAMAGED,
 *   %RELAIS_STORAGE_ERROR_READ_ONLY, or %RELAIS_STORAGE_ERROR_FAILED
 */
DexFuture *
relais_database_open (RelaisDatabase *self)
{
  g_return_val_if_fail (RELAIS_IS_DATABASE (self), NULL);
  g_return_val_if_fail (!self->opened, NULL);

  self->opened = TRUE;

  return relais_worker_run (self->worker, "opening the database", open_work, self, NULL);
}

/**
 * relais_database_read:
 * @what: names the call in errors; no private content
 * @func: runs on the database's thread; it cannot write
 * @data: given to @func
 * @destroy: (nullable): frees @data on the main thread, before the future resolves
 *
 * Returns: (transfer full): resolves to what @func gave
 */
DexFuture *
relais_database_read (RelaisDatabase *self,
                      const char     *what,
                      RelaisSqlFunc   func,
                      gpointer        data,
                      GDestroyNotify  destroy)
{
  g_return_val_if_fail (RELAIS_IS_DATABASE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  return submit (self, RELAIS_DATABASE_READ, what, func, data, destroy);
}

/**
 * relais_database_write:
 * @what: names the call in errors; no private content
 * @func: runs on the database's thread, inside a transaction
 * @data: given to @func
 * @destroy: (nullable): frees @data on the main thread, before the future resolves
 *
 * Returns: (transfer full): resolves to what @func gave, once it is on the disk
 */
DexFuture *
relais_database_write (RelaisDatabase *self,
                       const char     *what,
                       RelaisSqlFunc   func,
                       gpointer        data,
                       GDestroyNotify  destroy)
{
  g_return_val_if_fail (RELAIS_IS_DATABASE (self), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  return submit (self, RELAIS_DATABASE_WRITE, what, func, data, destroy);
}

/**
 * relais_database_check:
 *
 * Returns: (transfer full): resolves to %TRUE when the file is whole. It reads all of it: seconds for a large one
 */
DexFuture *
relais_database_check (RelaisDatabase *self)
{
  g_return_val_if_fail (RELAIS_IS_DATABASE (self), NULL);

  return submit (self, RELAIS_DATABASE_READ, "checking the database", check_sql, NULL, NULL);
}

/**
 * relais_database_close:
 *
 * Writes what waits to be written, drops what waits to be read, and lets the file go. Blocks that long. Later calls are
 * refused. May be called twice.
 */
void
relais_database_close (RelaisDatabase *self)
{
  g_return_if_fail (RELAIS_IS_DATABASE (self));

  if (g_atomic_int_exchange (&self->closing, TRUE))
    return;

  relais_future_detach (submit (self, RELAIS_DATABASE_CLOSE, "closing the database", NULL, NULL, NULL), "database");

  g_mutex_lock (&self->locked.mutex);
  while (!self->locked.closed)
    g_cond_wait (&self->locked.closed_cond, &self->locked.mutex);
  g_mutex_unlock (&self->locked.mutex);

  relais_worker_stop (self->worker);
}
