/* relais-proposal.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-proposal.h"

static void
proposal_clear (gpointer data)
{
  RelaisProposal *self = data;

  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_object (&self->rule);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  g_clear_pointer (&self->dropped, g_ptr_array_unref);
  g_free (self->taught);
}

/* Returns: (transfer full): one that changes nothing */
RelaisProposal *
relais_proposal_new (void)
{
  return g_atomic_rc_box_new0 (RelaisProposal);
}

RelaisProposal *
relais_proposal_ref (RelaisProposal *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
relais_proposal_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, proposal_clear);
}
