/* relais-mail-body-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

G_BEGIN_DECLS

/* A part that is shown in the message itself. */
typedef struct
{
  gboolean  is_html;
  char     *text;     /* (owned) UTF-8 */
} RelaisMailBody;

/* Blocking; for a worker. The parts to show, in order: of alternatives the best, as the text extraction chooses it.
 * Returns: (element-type RelaisMailBody) (transfer full) */
GPtrArray *relais_mail_bodies_collect (CamelMimeMessage *message);

G_END_DECLS
