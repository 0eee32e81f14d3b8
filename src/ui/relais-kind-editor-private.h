/* relais-kind-editor-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind-editor.h"
#include "relais-kind-editor-answer.h"
#include "relais-kind-editor-examples.h"
#include "relais-kind-editor-fields.h"

G_BEGIN_DECLS

struct _RelaisKindEditor
{
  AdwDialog                 parent_instance;

  AdwViewStack             *stack;
  GtkButton                *save_button;
  AdwBanner                *banner;
  AdwEntryRow              *name_en;
  AdwEntryRow              *name_fr;
  AdwEntryRow              *description_en;
  AdwEntryRow              *description_fr;
  AdwComboRow              *action_row;
  AdwComboRow              *member_row;
  AdwPreferencesGroup      *autonomy_group;
  AdwActionRow             *autonomy_row;
  GtkImage                 *autonomy_icon;
  RelaisKindEditorFields   *fields;
  RelaisKindEditorAnswer   *answer;
  RelaisKindEditorExamples *examples;

  RelaisWorkspace          *workspace;     /* (owned) (nullable) */
  RelaisKind               *kind;          /* (owned) (nullable) as it was; NULL: a new one */
  GCancellable             *cancellable;   /* (owned) (nullable) of the measure */
  char                     *before;        /* (owned) what the form said when it was opened */
  gboolean                  filling;
};

/* relais-kind-editor-form.c: between the kind and the form. */
void        relais_kind_editor_show_localized (JsonObject        *object,
                                               const char        *member,
                                               AdwEntryRow       *en,
                                               AdwEntryRow       *fr);

/* (transfer full) (nullable): the kind as the form says it */
RelaisKind *relais_kind_editor_read_kind      (RelaisKindEditor  *self,
                                               GError           **error);

/* (transfer full): all of the form but the examples in one text, to see whether it changed */
char       *relais_kind_editor_dup_state      (RelaisKindEditor  *self);

/* The name in the language of the interface: without one there is no kind. */
GtkWidget  *relais_kind_editor_get_name_row   (RelaisKindEditor  *self);

/* (transfer full) (nullable): what has to be mended before it can be saved; the form shows the place */
char       *relais_kind_editor_find_fault     (RelaisKindEditor  *self);

G_END_DECLS
