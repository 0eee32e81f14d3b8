/* relais-promise.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-promise.h"

struct _RelaisPromise
{
  DexPromise     *promise;       /* (owned) */
  GValue          value;         /* (owned) */
  GError         *error;         /* (owned) (nullable) */
  gpointer        data;          /* (owned by release) */
  GDestroyNotify  release;       /* (nullable) */
};

static gboolean
promise_settle_cb (gpointer data)
{
  RelaisPromise *self = data;

  if (self->release != NULL)
    self->release (self->data);

  if (self->error != NULL)
    dex_promise_reject (self->promise, g_steal_pointer (&self->error));
  else
    dex_promise_resolve (self->promise, &self->value);

  return G_SOURCE_REMOVE;
}

static void
promise_free (gpointer data)
{
  RelaisPromise *self = data;

  dex_clear (&self->promise);
  if (G_IS_VALUE (&self->value))
    g_value_unset (&self->value);
  g_clear_error (&self->error);
  g_free (self);
}

/* Returns: (transfer full): freed by relais_promise_complete() */
RelaisPromise *
relais_promise_new (void)
{
  RelaisPromise *self = g_new0 (RelaisPromise, 1);

  self->promise = dex_promise_new_cancellable ();

  return self;
}

/* Returns: (transfer full): resolves when the promise is completed */
DexFuture *
relais_promise_dup_future (RelaisPromise *promise)
{
  return dex_ref (DEX_FUTURE (promise->promise));
}

/* Returns: (transfer none): cancelled when nobody waits for the future any more */
GCancellable *
relais_promise_get_cancellable (RelaisPromise *promise)
{
  return dex_promise_get_cancellable (promise->promise);
}

/**
 * relais_promise_set_release:
 * @destroy: (nullable): frees @data
 *
 * Ties to the promise what its work was given. It is released on the main thread just before the future resolves,
 * whichever thread completes the promise: objects of the main thread die where they live.
 */
void
relais_promise_set_release (RelaisPromise  *promise,
                            gpointer        data,
                            GDestroyNotify  destroy)
{
  promise->data = data;
  promise->release = destroy;
}

/**
 * relais_promise_complete:
 * @promise: (transfer full): not to be used afterwards
 * @value: (nullable): the result; %NULL or unset means %TRUE
 * @error: (transfer full) (nullable): the reason of a failure
 */
void
relais_promise_complete (RelaisPromise *promise,
                         const GValue  *value,
                         GError        *error)
{
  promise->error = error;

  if (value != NULL && G_IS_VALUE (value))
    {
      g_value_init (&promise->value, G_VALUE_TYPE (value));
      g_value_copy (value, &promise->value);
    }
  else
    {
      g_value_init (&promise->value, G_TYPE_BOOLEAN);
      g_value_set_boolean (&promise->value, TRUE);
    }

  /* Not g_main_context_invoke(): it runs the function on the calling thread whenever no thread owns the main context,
   * as between two iterations. */
  g_idle_add_full (G_PRIORITY_DEFAULT, promise_settle_cb, promise, promise_free);
}
