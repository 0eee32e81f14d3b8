/* relais-proposal.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-pack.h"
#include "relais-rule.h"

G_BEGIN_DECLS

/**
 * RelaisProposal:
 * @kinds: (nullable) (element-type RelaisKind)
 * @rules: (nullable) (element-type RelaisRule): in order
 * @rule: (nullable): the one of @rules that is tried: what past mail is compared with is then what the others say today, not what was
 *   decided at the time, to which corrections and other kinds have added since
 * @taught: (nullable): the id of a kind that has other examples
 * @added: (nullable) (element-type RelaisExample): what is learned for it
 * @dropped: (nullable) (element-type utf8): texts that are not examples of it any more
 *
 * What is tried on past mail instead of what the workspace has; what is NULL stays as it is. Reference counted; not changed
 * once it is used.
 */
typedef struct
{
  GPtrArray  *kinds;
  GPtrArray  *rules;
  RelaisRule *rule;
  char       *taught;
  GPtrArray  *added;
  GPtrArray  *dropped;
} RelaisProposal;

RelaisProposal *relais_proposal_new   (void);
RelaisProposal *relais_proposal_ref   (RelaisProposal *self);
void            relais_proposal_unref (gpointer        self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisProposal, relais_proposal_unref)

G_END_DECLS
