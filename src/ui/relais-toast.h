/* relais-toast.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* What was done is said on the dialog or the window that @widget is in; on nothing when it is in none any more. Sentences are plain
 * text, whatever names of files and people they hold. */
void      relais_toast_say       (GtkWidget    *widget,
                                  const char   *sentence);

/* The sentence of @error; nothing when somebody cancelled. */
void      relais_toast_say_error (GtkWidget    *widget,
                                  const GError *error);

/* A RelaisFutureCallback that does this and nothing else; the owner is a widget. */
void      relais_toast_error_cb  (gpointer      owner,
                                  const GValue *value,
                                  const GError *error,
                                  gpointer      user_data);

/* With Undo, which is the @action of the window; @target: (transfer floating) */
void      relais_toast_say_undo  (GtkWidget    *widget,
                                  const char   *sentence,
                                  const char   *action,
                                  GVariant     *target);

/* An answer was sent: Undo is offered for as long as it can be taken back, which may be never. */
void      relais_toast_say_sent  (GtkWidget       *widget,
                                  const char      *sentence,
                                  RelaisWorkspace *workspace,
                                  gint64           answer);

/* The same for several at once. @answers: (element-type gint64) */
void      relais_toast_say_sent_all (GtkWidget       *widget,
                                  const char      *sentence,
                                  RelaisWorkspace *workspace,
                                  GArray          *answers);

/* Messages were moved: Undo moves all of them back, and is not offered when one cannot. @moves: (element-type RelaisMailMove) */
void      relais_toast_say_moved (GtkWidget    *widget,
                                  const char   *sentence,
                                  GPtrArray    *moves);

/* For those that need more: the caller connects to the toast, and shows it. @seconds: how long Undo is offered. */
AdwToast *relais_toast_new       (const char   *sentence);
AdwToast *relais_toast_new_undo  (const char   *sentence,
                                  guint         seconds);
/* Whether @toast is one of those with Undo; whether that can still be done when nobody sees it any more; and does it. @widget: where its
 * action is known */
gboolean  relais_toast_has_undo  (AdwToast     *toast);
gboolean  relais_toast_outlasts  (AdwToast     *toast);
void      relais_toast_undo      (AdwToast     *toast,
                                  GtkWidget    *widget);
/* @toast: (transfer full) */
void      relais_toast_show      (GtkWidget    *widget,
                                  AdwToast     *toast);

G_END_DECLS
