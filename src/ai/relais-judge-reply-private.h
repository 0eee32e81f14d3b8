/* relais-judge-reply-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-chat-reply.h"
#include "relais-judgment-private.h"

G_BEGIN_DECLS

/* What of a reply (already valid against the schema) may be believed of a message. (transfer
 * full) */
RelaisJudgment *relais_judge_read (GPtrArray        *kinds,
                                   const char       *text,
                                   GDateTime        *written,
                                   RelaisChatReply  *reply,
                                   GError          **error);

G_END_DECLS
