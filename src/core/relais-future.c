/* relais-future.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-future.h"

/* dex_future_finally() calls back on the stack of the fiber that finished (libdex 0.10.0). User interface code must
 * not run there, so the boundary always goes through the main loop once more. */
typedef struct
{
  GWeakRef              owner;
  gboolean              has_owner;
  RelaisFutureCallback  callback;
  gpointer              user_data;
  GValue                value;      /* (owned) zeroed on failure */
  GError               *error;      /* (owned) (nullable) */
} Boundary;

#define FIBER_STACK_SIZE (1024 * 1024)

static void
boundary_free (gpointer data)
{
  Boundary *self = data;

  g_weak_ref_clear (&self->owner);
  if (G_IS_VALUE (&self->value))
    g_value_unset (&self->value);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
boundary_deliver_cb (gpointer data)
{
  Boundary *self = data;
  g_autoptr(GObject) owner = g_weak_ref_get (&self->owner);

  if (self->has_owner && owner == NULL)
    return G_SOURCE_REMOVE;

  self->callback (owner,
                  self->error == NULL ? &self->value : NULL,
                  self->error,
                  self->user_data);

  return G_SOURCE_REMOVE;
}

static DexFuture *
boundary_settled_cb (DexFuture *future,
                     gpointer   user_data)
{
  Boundary *self = user_data;
  const GValue *value = dex_future_get_value (future, &self->error);

  if (value != NULL)
    {
      g_value_init (&self->value, G_VALUE_TYPE (value));
      g_value_copy (value, &self->value);
    }

  g_idle_add_full (G_PRIORITY_DEFAULT, boundary_deliver_cb, self, boundary_free);

  return dex_future_new_true ();
}

static DexFuture *
detached_cb (DexFuture *future,
             gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL && !relais_error_is_cancelled (error))
    g_warning ("%s: %s", (const char *) user_data, error->message);

  return dex_future_new_true ();
}

static DexFuture *
timed_out_cb (DexFuture *future,
              gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL ||
      !g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_ref (future);

  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                "%s took too long", (const char *) user_data);
}

static DexFuture *
slept_cb (DexFuture *future,
          gpointer   user_data)
{
  g_autoptr(GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL &&
      !g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_ref (future);

  return dex_future_new_true ();
}

/**
 * relais_future_spawn:
 * @name: a static name for debugging
 * @func: runs as a fiber on the main thread; returns (transfer full) (nullable) its result
 * @destroy: (nullable): frees @user_data when the fiber is over
 *
 * Returns: (transfer full): the fiber. It is cancelled when the last future that depends on it goes away.
 */
DexFuture *
relais_future_spawn (const char      *name,
                     RelaisFiberFunc  func,
                     gpointer         user_data,
                     GDestroyNotify   destroy)
{
  DexFuture *future;

  g_return_val_if_fail (func != NULL, NULL);

  future = dex_scheduler_spawn (dex_scheduler_get_default (), FIBER_STACK_SIZE,
                                (DexFiberFunc) func, user_data, destroy);
  dex_future_set_static_name (future, name);

  return future;
}

/**
 * relais_future_to_ui:
 * @future: (transfer full): what to wait for
 * @owner: (type GObject) (nullable): a weak owner; when it is gone, @callback is not called
 * @cancellable: (nullable): cancels @future. It must enter one future tree only: entering twice hangs in
 *   g_cancellable_disconnect() (libdex 0.10.0 and 1.0.0)
 * @callback: called once from the main loop, never from within this call
 * @user_data: given to @callback; it must live as long as @owner, because nothing frees it
 *
 * The only door from futures to callbacks. After a cancellation @callback gets an error for which
 * relais_error_is_cancelled() is true.
 */
void
relais_future_to_ui (DexFuture            *future,
                     gpointer              owner,
                     GCancellable         *cancellable,
                     RelaisFutureCallback  callback,
                     gpointer              user_data)
{
  Boundary *boundary;

  g_return_if_fail (future != NULL);
  g_return_if_fail (owner == NULL || G_IS_OBJECT (owner));
  g_return_if_fail (callback != NULL);

  boundary = g_new0 (Boundary, 1);
  g_weak_ref_init (&boundary->owner, owner);
  boundary->has_owner = owner != NULL;
  boundary->callback = callback;
  boundary->user_data = user_data;

  if (cancellable != NULL)
    future = dex_future_first (future, dex_cancellable_new_from_cancellable (cancellable), NULL);

  dex_future_disown (dex_future_finally (future, boundary_settled_cb, boundary, NULL));
}

/**
 * relais_future_detach:
 * @future: (transfer full): work that nobody waits for
 * @what: names it in the warning that a failure logs
 */
void
relais_future_detach (DexFuture  *future,
                      const char *what)
{
  g_return_if_fail (future != NULL);

  dex_future_disown (dex_future_finally (future, detached_cb, g_strdup (what), g_free));
}

/**
 * relais_future_timeout:
 * @future: (transfer full): what may take too long
 * @milliseconds: the deadline from now
 * @what: a static name for the error's message
 *
 * Returns: (transfer full): @future, or %G_IO_ERROR_TIMED_OUT; what @future stands for is then cancelled
 */
DexFuture *
relais_future_timeout (DexFuture  *future,
                       guint       milliseconds,
                       const char *what)
{
  g_return_val_if_fail (future != NULL, NULL);

  return dex_future_catch (dex_future_first (future,
                                             dex_timeout_new_msec ((int) MIN (milliseconds, G_MAXINT)),
                                             NULL),
                           timed_out_cb, (gpointer) what, NULL);
}

/**
 * relais_future_sleep:
 *
 * Returns: (transfer full): resolves to %TRUE after @milliseconds
 */
DexFuture *
relais_future_sleep (guint milliseconds)
{
  return dex_future_catch (dex_timeout_new_msec ((int) MIN (milliseconds, G_MAXINT)),
                           slept_cb, NULL, NULL);
}

/**
 * relais_future_run:
 * @future: (transfer full): what to wait for
 * @value: (out caller-allocates) (optional): zeroed by the caller, holds the result afterwards
 *
 * Iterates the default main context until @future settled. For programs without a window (relaisctl) and for tests:
 * tests/lint refuses it in the user interface and in engines.
 *
 * Returns: %FALSE with @error set when @future was rejected
 */
gboolean
relais_future_run (DexFuture  *future,
                   GValue     *value,
                   GError    **error)
{
  const GValue *settled;

  g_return_val_if_fail (future != NULL, FALSE);

  while (dex_future_get_status (future) == DEX_FUTURE_STATUS_PENDING)
    g_main_context_iteration (NULL, TRUE);

  settled = dex_future_get_value (future, error);
  if (settled != NULL && value != NULL)
    {
      g_value_init (value, G_VALUE_TYPE (settled));
      g_value_copy (settled, value);
    }
  dex_unref (future);

  return settled != NULL;
}

/* Returns: (transfer full): resolved to %TRUE */
DexFuture *
relais_future_new_true (void)
{
  return dex_future_new_true ();
}

/**
 * relais_future_new_error:
 * @error: (transfer full): the reason
 *
 * Returns: (transfer full): rejected with @error
 */
DexFuture *
relais_future_new_error (GError *error)
{
  return dex_future_new_for_error (error);
}

/**
 * relais_error_is_cancelled:
 *
 * Fibers and GIO say it differently. Such an error is never shown to a person.
 */
gboolean
relais_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED);
}

void
relais_cancellable_renew (GCancellable **cancellable)
{
  g_return_if_fail (cancellable != NULL);

  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
}
