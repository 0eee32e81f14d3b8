/* relais-message-rows-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

G_BEGIN_DECLS

/* What a list knows of each row. Camel has the summary in memory anyway: holding its records costs three words each. */
typedef struct
{
  CamelMessageInfo *info;   /* (owned) */
  const char       *uid;    /* of @info: a camel_pstring, equal when the address is */
  gint64            date;
} RelaisMessageRow;

/* The date of a row that is to be taken out. */
#define RELAIS_MESSAGE_ROW_DELETED G_MININT64

/* (transfer full) (element-type RelaisMessageRow) */
GArray *relais_message_rows_new      (guint                   n_expected);

/* Blocking; for a worker. @uids: (nullable) (element-type utf8): camel_pstring; %NULL for all. Sorted, newest first. Messages that are marked as
 * deleted are left out; of @uids they come last, with the date RELAIS_MESSAGE_ROW_DELETED. */
GArray *relais_message_rows_read     (CamelFolder            *camel,
                                      GPtrArray              *uids,
                                      gboolean                with_deleted);

/* Where @row stands or would stand. */
guint   relais_message_rows_position (GArray                 *rows,
                                      const RelaisMessageRow *row,
                                      gboolean               *exists);
void    relais_message_rows_insert   (GArray                 *rows,
                                      guint                   position,
                                      GArray                 *from,
                                      guint                   first,
                                      guint                   n_rows);
/* @uids: (element-type utf8): a set of camel_pstring */
void    relais_message_rows_drop     (GArray                 *rows,
                                      GHashTable             *uids);

G_END_DECLS
