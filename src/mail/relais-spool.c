/* relais-spool.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-delivery-private.h"
#include "relais-file.h"
#include "relais-spool-private.h"

/* Jobs end in crowds: they are swept after together. */
#define DELAY_MS 1000

struct _RelaisSpool
{
  GObject         parent_instance;

  RelaisDatabase *database;   /* (owned) */
  RelaisWorker   *worker;     /* (owned) one thread: copying and removing never meet */
  char           *folder;     /* (owned) */
  GHashTable     *held;       /* (owned) (element-type utf8) folder names of mails on their way into the queue */
  gboolean        is_filled;  /* something may lie there */
  gboolean        sweeping;
  gboolean        sweep_again;
  guint           sweep_id;
};

G_DEFINE_FINAL_TYPE (RelaisSpool, relais_spool, G_TYPE_OBJECT)

typedef struct
{
  RelaisOutgoing *outgoing;   /* (owned) */
  char           *folder;     /* (owned) */
} Keep;

/* What lies there, and what is to go. */
typedef struct
{
  char       *folder;         /* (owned) */
  GHashTable *names;          /* (owned) (element-type utf8) */
} Sweep;

static char *
name_of (const char *message_id)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, message_id, -1);

  return g_strndup (hash, 40);
}

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_object_unref (keep->outgoing);
  g_free (keep->folder);
  g_free (keep);
}

static Sweep *
sweep_new (RelaisSpool *self,
           GHashTable  *names)
{
  Sweep *sweep = g_new0 (Sweep, 1);

  sweep->folder = g_strdup (self->folder);
  sweep->names = names != NULL ? g_hash_table_ref (names) : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return sweep;
}

static void
sweep_free (gpointer data)
{
  Sweep *sweep = data;

  g_hash_table_unref (sweep->names);
  g_free (sweep->folder);
  g_free (sweep);
}

static void
relais_spool_dispose (GObject *object)
{
  RelaisSpool *self = RELAIS_SPOOL (object);

  g_clear_handle_id (&self->sweep_id, g_source_remove);
  relais_worker_stop (self->worker);

  G_OBJECT_CLASS (relais_spool_parent_class)->dispose (object);
}

static void
relais_spool_finalize (GObject *object)
{
  RelaisSpool *self = RELAIS_SPOOL (object);

  g_object_unref (self->worker);
  g_object_unref (self->database);
  g_hash_table_unref (self->held);
  g_free (self->folder);

  G_OBJECT_CLASS (relais_spool_parent_class)->finalize (object);
}

static void
relais_spool_class_init (RelaisSpoolClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = relais_spool_dispose;
  G_OBJECT_CLASS (klass)->finalize = relais_spool_finalize;
}

static void
relais_spool_init (RelaisSpool *self)
{
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->worker = relais_worker_new ("relais-spool", 1);
}

RelaisSpool *
relais_spool_new (RelaisDatabase *database,
                  const char     *folder)
{
  RelaisSpool *self = g_object_new (RELAIS_TYPE_SPOOL, NULL);

  self->database = g_object_ref (database);
  self->folder = g_strdup (folder);

  return self;
}

/* Worker. The caller's mail stays as it is: should it be taken back, it names the person's own files. */
static gboolean
keep_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Keep *keep = data;
  g_autoptr(JsonNode) node = relais_outgoing_to_json (keep->outgoing);
  g_autoptr(RelaisOutgoing) copy = relais_outgoing_new_from_json (node, error);

  if (copy == NULL)
    return FALSE;

  relais_file_remove_tree (keep->folder, NULL);
  if (!relais_spool_copy (copy, keep->folder, cancellable, error))
    return FALSE;
  g_value_init (result, RELAIS_TYPE_OUTGOING);
  g_value_take_object (result, g_steal_pointer (&copy));

  return TRUE;
}

DexFuture *
relais_spool_keep (RelaisSpool    *self,
                   RelaisOutgoing *outgoing)
{
  g_autofree char *name = name_of (relais_outgoing_get_message_id (outgoing));
  Keep *keep = g_new0 (Keep, 1);

  keep->outgoing = g_object_ref (outgoing);
  keep->folder = g_build_filename (self->folder, name, NULL);
  self->is_filled = TRUE;
  g_hash_table_add (self->held, g_steal_pointer (&name));

  return relais_worker_run (self->worker, "keep files", keep_work, keep, keep_free);
}

void
relais_spool_release (RelaisSpool *self,
                      const char  *message_id)
{
  g_autofree char *name = name_of (message_id);

  g_hash_table_remove (self->held, name);
  relais_spool_sweep (self);
}

/* Worker. */
static gboolean
list_work (gpointer       data,
           GCancellable  *cancellable,
           GValue        *result,
           GError       **error)
{
  Sweep *sweep = data;
  g_autoptr(GDir) dir = g_dir_open (sweep->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_hash_table_add (sweep->names, g_strdup (name));

  g_value_init (result, G_TYPE_HASH_TABLE);
  g_value_set_boxed (result, sweep->names);

  return TRUE;
}

/* Database thread: takes out of the names what a job still needs. A dead one can be retried by hand; one that was dismissed is
 * cancelled. */
static gboolean
needed_func (RelaisSql  *sql,
             gpointer    data,
             GValue     *result,
             GError    **error)
{
  Sweep *sweep = data;
  g_autoptr(RelaisRows) rows = NULL;
  GError *local_error = NULL;

  rows = relais_sql_query (sql, error,
                           "SELECT substr (key, ?) FROM job WHERE kind = ? AND state IN ('waiting', 'running', 'dead') UNION ALL "
                           "SELECT message_id FROM delivery WHERE id IN (SELECT CAST (substr (key, ?) AS INTEGER) FROM job "
                           "WHERE kind = ? AND state IN ('waiting', 'running', 'dead'))", "isis",
                           (gint64) strlen (RELAIS_JOB_KIND_SEND ":") + 1, RELAIS_JOB_KIND_SEND,
                           (gint64) strlen (RELAIS_JOB_KIND_COPY ":") + 1, RELAIS_JOB_KIND_COPY);
  if (rows == NULL)
    return FALSE;

  while (relais_rows_next (rows, &local_error))
    {
      g_autofree char *name = name_of (relais_rows_get_string (rows, 0));

      g_hash_table_remove (sweep->names, name);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  g_value_init (result, G_TYPE_HASH_TABLE);
  g_value_set_boxed (result, sweep->names);

  return TRUE;
}

/* Worker. */
static gboolean
remove_work (gpointer       data,
             GCancellable  *cancellable,
             GValue        *result,
             GError       **error)
{
  Sweep *sweep = data;
  GHashTableIter iter;
  const char *name;

  g_hash_table_iter_init (&iter, sweep->names);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, NULL))
    {
      g_autofree char *path = g_build_filename (sweep->folder, name, NULL);

      if (!relais_file_remove_tree (path, NULL))
        g_warning ("files of a mail that has left could not be removed");
    }

  return TRUE;
}

static void
swept_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisSpool *self = owner;

  if (error != NULL && !relais_error_is_cancelled (error))
    g_info ("sweeping the spool: %s", error->message);
  self->sweeping = FALSE;
  if (self->sweep_again)
    relais_spool_sweep (self);
}

static void
needed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisSpool *self = owner;

  if (error != NULL)
    swept_cb (owner, NULL, error, NULL);
  else
    relais_future_to_ui (relais_worker_run (self->worker, "remove files", remove_work,
                                            sweep_new (self, g_value_get_boxed (value)), sweep_free),
                         self, NULL, swept_cb, NULL);
}

/* First the list, then what is held, then what the queue needs: a mail that was held when the list was made, and is not held any
 * more, is in the queue by now. */
static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisSpool *self = owner;
  GHashTable *names = error == NULL ? g_value_get_boxed (value) : NULL;
  GHashTableIter iter;
  gpointer name;

  if (names == NULL || g_hash_table_size (names) == 0)
    {
      self->is_filled = names == NULL || g_hash_table_size (self->held) > 0;
      swept_cb (owner, NULL, error, NULL);
      return;
    }

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_remove (names, name);
  relais_future_to_ui (relais_database_read (self->database, "files that are needed", needed_func, sweep_new (self, names), sweep_free),
                       self, NULL, needed_cb, NULL);
}

static gboolean
sweep_cb (gpointer data)
{
  RelaisSpool *self = data;

  self->sweep_id = 0;
  self->sweeping = TRUE;
  self->sweep_again = FALSE;
  relais_future_to_ui (relais_worker_run (self->worker, "list files", list_work, sweep_new (self, NULL), sweep_free),
                       self, NULL, listed_cb, NULL);

  return G_SOURCE_REMOVE;
}

void
relais_spool_sweep (RelaisSpool *self)
{
  if (!self->is_filled || self->sweep_id != 0)
    return;

  if (self->sweeping)
    self->sweep_again = TRUE;
  else
    self->sweep_id = g_timeout_add (DELAY_MS, sweep_cb, self);
}

void
relais_spool_open (RelaisSpool *self)
{
  self->is_filled = TRUE;
  relais_spool_sweep (self);
}
