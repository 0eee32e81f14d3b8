/* relais-http-service.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-http-service-private.h"
#include "relais-promise.h"

#define MAX_REST_DOUBLINGS 4

/* Somebody who waits. The promise is completed by who gives the turn, or by the waiter itself
 * when it gives up. */
typedef struct
{
  RelaisPromise *promise;   /* (owned) (nullable) NULL once completed */
  gboolean       granted;
} Waiter;

struct _RelaisHttpService
{
  char             *name;        /* (owned) */
  RelaisHttpLimits  limits;

  guint             running;
  GQueue            waiting;     /* (element-type Waiter) for a turn, on their stacks */
  GQueue            pausing;     /* (element-type Waiter) for time to pass */

  double            tokens;      /* below zero: given ahead of time */
  gint64            filled;      /* when tokens was last right */
  gint64            not_before;  /* the service asked for a pause until then */

  guint             failures;    /* in a row */
  guint             doublings;
  gint64            rest_until;  /* 0: works */
  gboolean          probing;     /* one call tries whether the rest may end */
  int               rest_code;   /* RelaisNetError of the failure that led to the rest */
};

RelaisHttpService *
relais_http_service_new (const char *name)
{
  RelaisHttpService *self = g_new0 (RelaisHttpService, 1);

  self->name = g_strdup (name);
  relais_http_service_set_limits (self, &RELAIS_HTTP_LIMITS_DEFAULT);

  return self;
}

void
relais_http_service_free (RelaisHttpService *self)
{
  g_assert (self->waiting.length == 0 && self->pausing.length == 0);

  g_free (self->name);
  g_free (self);
}

static void
waiter_end (Waiter *self,
            GError *error)
{
  if (self->promise != NULL)
    relais_promise_complete (g_steal_pointer (&self->promise), NULL, error);
  else
    g_clear_error (&error);
}

static GError *
new_cancelled (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The call was cancelled");
}

static void
give_turns (RelaisHttpService *self)
{
  while (self->running < self->limits.concurrent && !g_queue_is_empty (&self->waiting))
    {
      Waiter *waiter = g_queue_pop_head (&self->waiting);

      self->running++;
      waiter->granted = TRUE;
      waiter_end (waiter, NULL);
    }
}

const RelaisHttpLimits *
relais_http_service_get_limits (RelaisHttpService *self)
{
  return &self->limits;
}

void
relais_http_service_set_limits (RelaisHttpService      *self,
                                const RelaisHttpLimits *limits)
{
  g_return_if_fail (limits->concurrent > 0);
  g_return_if_fail (limits->requests == 0 || limits->period > 0);

  self->limits = *limits;
  self->tokens = limits->requests;
  self->filled = g_get_monotonic_time ();
  self->not_before = 0;
  self->failures = 0;
  self->doublings = 0;
  self->rest_until = 0;
  give_turns (self);
}

static gboolean
await_turn (RelaisHttpService  *self,
            gint64              deadline,
            GError            **error)
{
  Waiter waiter = { relais_promise_new (), FALSE };
  DexFuture *turn = relais_promise_dup_future (waiter.promise);
  gint64 patience = MAX (0, deadline - g_get_monotonic_time ()) / 1000;
  g_autoptr(GError) local_error = NULL;

  g_queue_push_tail (&self->waiting, &waiter);
  give_turns (self);

  if (dex_await (relais_future_timeout (turn, (guint) patience, "the turn"), &local_error))
    return TRUE;

  /* Cancelled or too late, perhaps in the moment in which the turn came. */
  if (waiter.granted)
    {
      self->running--;
      give_turns (self);
    }
  else
    {
      g_queue_remove (&self->waiting, &waiter);
      waiter_end (&waiter, new_cancelled ());
    }

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_TIMED_OUT,
                 "%s: its turn did not come in time", self->name);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

gboolean
relais_http_service_pause (RelaisHttpService  *self,
                           gint64              milliseconds,
                           GError            **error)
{
  Waiter waiter = { relais_promise_new (), FALSE };
  DexFuture *cancelled = relais_promise_dup_future (waiter.promise);
  g_autoptr(GError) local_error = NULL;

  g_queue_push_tail (&self->pausing, &waiter);
  dex_await (relais_future_timeout (cancelled, (guint) MAX (milliseconds, 0), "the pause"),
             &local_error);
  g_queue_remove (&self->pausing, &waiter);
  waiter_end (&waiter, new_cancelled ());

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

void
relais_http_service_cancel (RelaisHttpService *self)
{
  Waiter *waiter;

  while ((waiter = g_queue_pop_head (&self->waiting)) != NULL)
    waiter_end (waiter, new_cancelled ());
  while ((waiter = g_queue_pop_head (&self->pausing)) != NULL)
    waiter_end (waiter, new_cancelled ());
}

static gboolean
check_rest (RelaisHttpService  *self,
            gint64              now,
            gboolean            by_hand,
            GError            **error)
{
  gint64 left = MAX (0, self->rest_until - now) / 1000;

  if (self->rest_until == 0 || by_hand || (left == 0 && !self->probing))
    return TRUE;

  g_propagate_error (error, relais_net_error_new (self->rest_code, MAX (left, 1000), NULL,
                                                  "%s: not tried: it failed %u times in a row",
                                                  self->name, self->failures));
  return FALSE;
}

/* Takes a token, perhaps one that is still to come. Returns how long to wait for it, in
 * microseconds. */
static gint64
take_token (RelaisHttpService *self,
            gint64             now)
{
  double rate;

  if (self->limits.requests == 0)
    return 0;

  rate = (double) self->limits.requests / ((double) self->limits.period * 1000);
  self->tokens = MIN (self->tokens + (double) (now - self->filled) * rate, self->limits.requests);
  self->filled = now;
  self->tokens -= 1;

  return self->tokens >= 0 ? 0 : (gint64) (-self->tokens / rate) + 1;
}

static void
give_token_back (RelaisHttpService *self)
{
  if (self->limits.requests > 0)
    self->tokens += 1;
}

/* The rate and the service's own wish for a pause, once the turn has come. */
static gboolean
await_rate (RelaisHttpService  *self,
            gint64              deadline,
            GError            **error)
{
  gint64 now = g_get_monotonic_time ();
  gint64 until = now + take_token (self, now);

  for (;;)
    {
      gint64 wait;

      until = MAX (until, self->not_before);
      wait = until - g_get_monotonic_time ();
      if (wait <= 0)
        return TRUE;

      if (until > deadline)
        {
          g_propagate_error (error,
                             relais_net_error_new (RELAIS_NET_ERROR_RATE_LIMITED, wait / 1000 + 1,
                                                   NULL, "%s: not tried: its limit is reached",
                                                   self->name));
          break;
        }
      if (!relais_http_service_pause (self, wait / 1000 + 1, error))
        break;
    }

  give_token_back (self);
  return FALSE;
}

gboolean
relais_http_service_enter (RelaisHttpService  *self,
                           gint64              deadline,
                           gboolean            by_hand,
                           GError            **error)
{
  if (!check_rest (self, g_get_monotonic_time (), by_hand, error) ||
      !await_turn (self, deadline, error))
    return FALSE;

  /* Others may have failed while this one waited. */
  if (!check_rest (self, g_get_monotonic_time (), by_hand, error) ||
      !await_rate (self, deadline, error))
    {
      self->running--;
      give_turns (self);
      return FALSE;
    }

  if (self->rest_until != 0)
    self->probing = TRUE;

  return TRUE;
}

static void
note_failure (RelaisHttpService *self,
              int                code)
{
  gint64 now = g_get_monotonic_time ();

  /* Those that were under way when the rest began do not make it longer. */
  self->failures++;
  if (self->failures < self->limits.failures || self->rest_until > now)
    return;

  self->rest_until = now + ((gint64) self->limits.rest << self->doublings) * 1000;
  self->rest_code = code;
  self->doublings = MIN (self->doublings + 1, MAX_REST_DOUBLINGS);
  g_info ("%s rests after %u failures", self->name, self->failures);
}

static void
note_life (RelaisHttpService *self)
{
  if (self->rest_until != 0)
    g_info ("%s works again", self->name);
  self->failures = 0;
  self->doublings = 0;
  self->rest_until = 0;
}

void
relais_http_service_leave (RelaisHttpService *self,
                           const GError      *error)
{
  gint64 retry_after = relais_net_error_get_retry_after (error);
  gboolean ours = error != NULL && error->domain == RELAIS_NET_ERROR;

  self->running--;
  self->probing = FALSE;

  if (ours && (error->code == RELAIS_NET_ERROR_OFFLINE ||
               error->code == RELAIS_NET_ERROR_TIMED_OUT ||
               error->code == RELAIS_NET_ERROR_SERVER))
    note_failure (self, error->code);
  else if (error == NULL || relais_net_error_get_response (error) != NULL)
    note_life (self);

  if (ours && error->code == RELAIS_NET_ERROR_RATE_LIMITED && retry_after > 0)
    self->not_before = MAX (self->not_before, g_get_monotonic_time () + retry_after * 1000);

  give_turns (self);
}

gint64
relais_http_service_backoff (RelaisHttpService *self,
                             guint              attempt,
                             gint64             retry_after)
{
  guint64 bound = MIN ((guint64) self->limits.backoff_base << MIN (attempt - 1, 20),
                       self->limits.backoff_cap);

  /* What the service asks for is the least; a tenth more, one second at most, spreads those who
   * asked together. */
  if (retry_after >= 0)
    return retry_after + g_random_int_range (0, (int) CLAMP (retry_after / 10, 1, 1000) + 1);

  return g_random_int_range (0, (int) bound + 1);
}
