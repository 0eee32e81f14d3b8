/* relais-mail-link-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-mail-account-private.h"

G_BEGIN_DECLS

/* Keeps one account connected and proves that it is. Main thread.
 *
 * Let P be the period and D the deadline. A round trip (refresh of the inbox) starts P − D after the last one that succeeded, and fails
 * when nothing comes for D: whatever happens to the link, the account is STALLED at most P after its last proof of life. */
RelaisMailLink *relais_mail_link_new        (RelaisMailAccount *account);
void            relais_mail_link_free       (RelaisMailLink    *self);
void            relais_mail_link_start      (RelaisMailLink    *self,
                                             guint              period_ms,
                                             guint              deadline_ms);
void            relais_mail_link_stop       (RelaisMailLink    *self);

/* Tries now: the user asked, or the network changed. */
void            relais_mail_link_try_now    (RelaisMailLink    *self);

/* What its thread does. RelaisWorkFunc: the first on a RelaisMailConnect, the others on a RelaisMailAccount; these give the CamelFolder
 * that they refreshed. */
typedef struct
{
  RelaisMailAccount *account;            /* (owned) */
  gboolean           disconnect_first;
} RelaisMailConnect;

void            relais_mail_connect_free        (gpointer       connect);
gboolean        relais_mail_link_connect_func   (gpointer       data,
                                                 GCancellable  *cancellable,
                                                 GValue        *result,
                                                 GError       **error);
gboolean        relais_mail_link_poll_func      (gpointer       data,
                                                 GCancellable  *cancellable,
                                                 GValue        *result,
                                                 GError       **error);
gboolean        relais_mail_link_poll_sent_func (gpointer       data,
                                                 GCancellable  *cancellable,
                                                 GValue        *result,
                                                 GError       **error);

/* Something went wrong over the link: it is put to the test at once. */
void            relais_mail_link_suspect    (RelaisMailLink    *self);

G_END_DECLS
