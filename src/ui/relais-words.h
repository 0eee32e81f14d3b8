/* relais-words.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* The words a person reads, chosen in one place: what happened, what became of a message, when. All (transfer full) and translated. */

/* What happened and what to do, from an error's domain and code. */
char       *relais_words_dup_error       (const GError           *error);
/* The same for where markup is read: the description of a status page. */
char       *relais_words_dup_error_markup (const GError          *error);

/* "today 09:12", "Tuesday", "3 Nov", "3 Nov 2025" — short for lists; long for a message. @ms: since the epoch */
char       *relais_words_dup_time        (gint64                  ms);
char       *relais_words_dup_full_time   (gint64                  ms);

/* "12 seconds ago" */
char       *relais_words_dup_ago         (gint64                  ms);

/* A fate as a word, and its symbolic icon (transfer none). */
const char *relais_words_get_fate        (RelaisFate              fate);
const char *relais_words_get_fate_icon   (RelaisFate              fate);
const char *relais_words_get_action      (RelaisAction            action);

/* How far an answer got, as a word for lists; NULL when the fate says all. @state: a RelaisDeliveryState, or -1 */
const char *relais_words_get_delivery    (int                     state);

/* The same as a sentence, with the server's own words under it when there are any. (nullable): it is just leaving */
char       *relais_words_dup_delivery    (RelaisDelivery         *delivery);

/* What a mailbox's state means and, when somebody can do something about it, the word on the button (nullable). */
char       *relais_words_dup_account     (RelaisMailAccount      *account);
const char *relais_words_get_repair      (RelaisMailAccountState  state);

/* A fingerprint of 32 bytes as four lines that can be compared by eye. */
char       *relais_words_dup_fingerprint (const char             *sha256);

/* The language of the interface, for texts that are kept by language: "fr" or "en". */
const char *relais_words_get_language    (void);

/* "96 %", as the locale writes it */
char       *relais_words_dup_percent     (double                  share);

G_END_DECLS
