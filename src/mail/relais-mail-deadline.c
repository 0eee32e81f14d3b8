/* relais-mail-deadline.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-account-private.h"
#include "relais-mail-error-private.h"

/* Camel waits 90 seconds for a dead link, or 29 minutes in IDLE. Every call of it therefore runs with a CamelOperation that a
 * timer cancels when nothing has come for a while. */

#define MAX_DEADLINES 10

typedef struct
{
  RelaisMailAccount *account;      /* (owned) */
  const char        *what;
  RelaisWorkFunc     func;
  gpointer           data;         /* (owned by destroy) */
  GDestroyNotify     destroy;
  guint              deadline_ms;
  gboolean           on_link;      /* ends when the link is given up */
} Run;

/* Shared by the thread that works and the timer on the main thread. */
typedef struct
{
  CamelOperation *operation;       /* (owned) */
  GSource        *timer;           /* borrowed; valid in its own callback */
  gint64          end;             /* monotonic: not even progress prolongs beyond */
  gint64          deadline;        /* microseconds */
  gint64          last_progress;   /* (atomic by the lock) monotonic */
  gboolean        timed_out;       /* (atomic by the lock) */
  GMutex          lock;
} Watch;

static void
watch_clear (gpointer data)
{
  Watch *watch = data;

  g_object_unref (watch->operation);
  g_mutex_clear (&watch->lock);
}

static void
watch_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, watch_clear);
}

static gboolean
watch_cb (gpointer data)
{
  Watch *watch = data;
  gint64 now = g_get_monotonic_time ();
  gint64 due;

  g_mutex_lock (&watch->lock);
  due = MIN (watch->last_progress + watch->deadline, watch->end);
  watch->timed_out = due <= now;
  g_mutex_unlock (&watch->lock);

  if (due > now)
    {
      g_source_set_ready_time (g_main_current_source (), due);
      return G_SOURCE_CONTINUE;
    }

  g_cancellable_cancel (G_CANCELLABLE (watch->operation));
  return G_SOURCE_REMOVE;
}

static gboolean
ready_dispatch (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs ready_funcs = { NULL, NULL, ready_dispatch, NULL, NULL, NULL };

static void
progress_cb (CamelOperation *operation,
             int             percent,
             Watch          *watch)
{
  g_mutex_lock (&watch->lock);
  watch->last_progress = g_get_monotonic_time ();
  g_mutex_unlock (&watch->lock);
}

static void
cancel_cb (GCancellable *outer,
           gpointer      operation)
{
  g_cancellable_cancel (operation);
}

static GSource *
watch_start (Watch *watch)
{
  GSource *timer = g_source_new (&ready_funcs, sizeof (GSource));

  g_source_set_static_name (timer, "[relais] mail deadline");
  g_source_set_priority (timer, G_PRIORITY_HIGH);
  g_source_set_callback (timer, watch_cb, g_atomic_rc_box_acquire (watch), watch_unref);
  g_source_set_ready_time (timer, watch->last_progress + watch->deadline);
  g_source_attach (timer, NULL);

  return timer;
}

static gboolean
run (gpointer       data,
     GCancellable  *cancellable,
     GValue        *result,
     GError       **error)
{
  Run *self = data;
  Watch *watch = g_atomic_rc_box_new0 (Watch);
  g_autoptr(GSource) timer = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GCancellable) link = self->on_link ? relais_mail_account_ref_link_life (self->account) : NULL;
  gulong cancel_id, progress_id, link_id;
  gboolean done, timed_out;

  g_mutex_init (&watch->lock);
  watch->operation = CAMEL_OPERATION (camel_operation_new ());
  watch->deadline = (gint64) self->deadline_ms * 1000;
  watch->last_progress = g_get_monotonic_time ();
  watch->end = watch->last_progress + MAX_DEADLINES * watch->deadline;

  cancel_id = g_cancellable_connect (cancellable, G_CALLBACK (cancel_cb),
                                     g_object_ref (watch->operation), g_object_unref);
  link_id = link != NULL ? g_cancellable_connect (link, G_CALLBACK (cancel_cb), g_object_ref (watch->operation), g_object_unref) : 0;
  progress_id = g_signal_connect (watch->operation, "progress", G_CALLBACK (progress_cb), watch);
  if (self->deadline_ms > 0)
    timer = watch_start (watch);

  done = self->func (self->data, G_CANCELLABLE (watch->operation), result, &local_error);

  if (timer != NULL)
    g_source_destroy (timer);
  g_signal_handler_disconnect (watch->operation, progress_id);
  g_cancellable_disconnect (cancellable, cancel_id);
  g_cancellable_disconnect (link, link_id);

  g_mutex_lock (&watch->lock);
  timed_out = watch->timed_out;
  g_mutex_unlock (&watch->lock);
  watch_unref (watch);

  if (done)
    return TRUE;

  if (timed_out)
    {
      g_set_error (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_TIMED_OUT,
                   "%s: nothing came for %u ms", self->what, self->deadline_ms);
      return FALSE;
    }

  /* Camel answers "cancelled" as well when a job of its own was; for us that is a link that went away. */
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_cancellable_is_cancelled (cancellable))
    g_clear_error (&local_error);

  relais_mail_error_map (&local_error, self->what);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
run_free (gpointer data)
{
  Run *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_object_unref (self->account);
  g_free (self);
}

static Run *
run_new (RelaisMailAccount *account,
         const char        *what,
         RelaisWorkFunc     func,
         gpointer           data,
         GDestroyNotify     destroy,
         guint              deadline_ms)
{
  Run *self = g_new0 (Run, 1);

  self->account = g_object_ref (account);
  self->what = what;
  self->func = func;
  self->data = data;
  self->destroy = destroy;
  self->deadline_ms = deadline_ms;

  return self;
}

DexFuture *
relais_mail_account_run_on (RelaisMailAccount *self,
                            RelaisWorker      *worker,
                            const char        *what,
                            RelaisWorkFunc     func,
                            gpointer           data,
                            GDestroyNotify     destroy,
                            guint              deadline_ms)
{
  return relais_worker_run (worker, what, run, run_new (self, what, func, data, destroy, deadline_ms), run_free);
}

DexFuture *
relais_mail_account_run (RelaisMailAccount *self,
                         const char        *what,
                         RelaisWorkFunc     func,
                         gpointer           data,
                         GDestroyNotify     destroy,
                         guint              deadline_seconds)
{
  Run *work;

  g_return_val_if_fail (RELAIS_IS_MAIL_ACCOUNT (self), NULL);

  work = run_new (self, what, func, data, destroy, deadline_seconds * 1000);
  work->on_link = TRUE;

  return relais_worker_run (self->workers, what, run, work, run_free);
}
