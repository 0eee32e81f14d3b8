/* relais-job-claim.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-job-private.h"

G_DEFINE_BOXED_TYPE (RelaisJobClaim, relais_job_claim, relais_job_claim_ref, relais_job_claim_unref)

static void
quota_clear (gpointer data)
{
  g_free (((RelaisJobQuota *) data)->kind);
}

RelaisJobClaim *
relais_job_claim_new (const char *owner,
                      gint64      now,
                      gint64      lease_until)
{
  RelaisJobClaim *self = g_atomic_rc_box_new0 (RelaisJobClaim);

  self->owner = g_strdup (owner);
  self->now = now;
  self->lease_until = lease_until;
  self->quotas = g_array_new (FALSE, FALSE, sizeof (RelaisJobQuota));
  g_array_set_clear_func (self->quotas, quota_clear);
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->next = G_MAXINT64;

  return self;
}

void
relais_job_claim_add (RelaisJobClaim *self,
                      const char     *kind,
                      guint           limit)
{
  RelaisJobQuota quota = { g_strdup (kind), limit };

  g_array_append_val (self->quotas, quota);
}

RelaisJobClaim *
relais_job_claim_ref (RelaisJobClaim *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
claim_clear (gpointer data)
{
  RelaisJobClaim *self = data;

  g_free (self->owner);
  g_array_unref (self->quotas);
  g_ptr_array_unref (self->jobs);
}

void
relais_job_claim_unref (RelaisJobClaim *self)
{
  g_atomic_rc_box_release_full (self, claim_clear);
}

void
relais_job_outcome_free (RelaisJobOutcome *self)
{
  g_free (self->owner);
  g_free (self->result);
  g_free (self->error);
  g_free (self);
}
