/* relais-message-view-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-message-view.h"
#include "relais-message-web.h"
#include "relais-triage-card.h"

G_BEGIN_DECLS

struct _RelaisMessageView
{
  AdwBin             parent_instance;

  AdwBanner         *remote_banner;
  AdwStatusPage     *failed_page;
  AdwAvatar         *avatar;
  GtkStack          *stack;
  GtkLabel          *subject;
  GtkLabel          *sender;
  GtkLabel          *recipients;
  GtkLabel          *date;
  RelaisTriageCard  *card;
  RelaisMessageWeb  *web;
  AdwWrapBox        *attachments;

  RelaisWorkspace   *workspace;     /* (owned) (nullable) */
  RelaisMailFolder  *folder;        /* (owned) (nullable) */
  char              *uid;           /* (owned) (nullable) */
  RelaisMailMessage *message;       /* (owned) (nullable) */
  RelaisMailMove    *last_move;     /* (owned) (nullable) for Undo */
  GCancellable      *cancellable;   /* (owned) (nullable) of the last load */
  char              *title;         /* (owned) */
};

/* relais-message-view-actions.c: what a person does with the message. */
void relais_message_view_class_actions (GtkWidgetClass    *widget_class);
void relais_message_view_say_error     (RelaisMessageView *self,
                                        const GError      *error);

G_END_DECLS
