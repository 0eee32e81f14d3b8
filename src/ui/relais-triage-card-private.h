/* relais-triage-card-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-triage-card.h"
#include "relais-triage-why.h"

G_BEGIN_DECLS

struct _RelaisTriageCard
{
  AdwBin              parent_instance;

  GtkBox             *card;
  GtkImage           *fate_icon;
  GtkMenuButton      *kind_button;
  GtkPopover         *kind_popover;
  GtkSearchEntry     *kind_search;
  GtkListBox         *kind_list;
  GtkLabel           *confidence;
  GtkMenuButton      *why_button;
  RelaisTriageWhy    *why;
  GtkLabel           *fate;
  AdwWrapBox         *fields;
  GtkStack           *answer_stack;
  GtkLabel           *answer_to;
  GtkLabel           *answer_text;
  GtkScrolledWindow  *answer_scroller;
  GtkButton          *whole_button;
  AdwEntryRow        *to_row;
  AdwEntryRow        *subject_row;
  GtkTextView        *editor;
  GtkLabel           *delivery;
  GtkLabel           *missing;
  GtkMenuButton      *forward_button;
  GtkPopover         *forward_popover;
  GtkEntry           *note;
  GtkListBox         *team_list;
  GtkButton          *nobody_button;
  GtkButton          *send_button;
  GtkButton          *answer_button;
  GtkButton          *edit_button;
  GtkButton          *undo_button;
  GtkButton          *done_button;
  GtkButton          *reopen_button;
  GtkButton          *retry_button;
  GtkMenuButton      *more_button;
  GtkCheckButton     *forward_check;

  RelaisWorkspace    *workspace;    /* (owned) (nullable) */
  RelaisTriageRecord *record;       /* (owned) (nullable) */
  gint64              message;
  GCancellable       *cancellable;  /* (owned) (nullable) of the last load */
  GCancellable       *asked;        /* (owned) (nullable) of the last question about a delivery */
  guint               save_id;      /* source: what was typed is kept soon */
  gboolean            editing;
  gboolean            polishing;    /* the model is asked */
  gboolean            filling;      /* we change the editor ourselves */
};

/* relais-triage-card.c */
void relais_triage_card_reload        (RelaisTriageCard *self);
void relais_triage_card_update        (RelaisTriageCard *self);

/* relais-triage-card-delivery.c: how far the answer got. */
void relais_triage_card_show_delivery (RelaisTriageCard *self);
gboolean relais_triage_card_is_refused (RelaisTriageCard *self);

/* relais-triage-card-lists.c: the kinds to choose from. */
void relais_triage_card_class_lists   (GtkWidgetClass   *widget_class);
void relais_triage_card_init_lists    (RelaisTriageCard *self);
void relais_triage_card_fill_kinds    (RelaisTriageCard *self);

/* relais-triage-card-people.c: the people to choose from, and who has it. */
void relais_triage_card_class_people  (GtkWidgetClass   *widget_class);
void relais_triage_card_fill_team     (RelaisTriageCard *self);
void relais_triage_card_forget_note   (RelaisTriageCard *self);
RelaisMember *relais_triage_card_get_assignee (RelaisTriageCard *self);

/* relais-triage-card-actions.c: what a person does. */
void relais_triage_card_class_actions (GtkWidgetClass   *widget_class);
void relais_triage_card_set_kind      (RelaisTriageCard *self,
                                       const char       *kind);
void relais_triage_card_pass_on       (RelaisTriageCard *self,
                                       gint64            member);

/* relais-triage-card-preview.c: the answer, or its beginning. */
void relais_triage_card_class_preview (GtkWidgetClass   *widget_class);
void relais_triage_card_init_preview  (RelaisTriageCard *self);
void relais_triage_card_fit_preview   (RelaisTriageCard *self);

/* relais-triage-card-editor.c: what is typed, and kept. */
void       relais_triage_card_edited     (RelaisTriageCard *self);
void       relais_triage_card_begin_edit (RelaisTriageCard *self);
DexFuture *relais_triage_card_save       (RelaisTriageCard *self);

G_END_DECLS
